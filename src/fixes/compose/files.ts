/** Texts of compose files, by path; a file that could not be read is not in it. They hold secrets: nothing of them is shown. */
export type ComposeFiles = ReadonlyMap<string, string>;
