/** A line that GitHub's runner takes for a command; it looks past blanks before it. */
const LINE = /^(\s*):(?=:[a-z-]+[^\n]*::)/gimu;
/** The older form is a command wherever it stands in a line. */
const OLDER = /##(?=\[)/gu;

/**
 * Makes a text harmless in a log of GitHub Actions: no line of it is a workflow command, whoever wrote it.
 * @param json whether the text is JSON, which stays JSON and keeps its values: no line of it begins with a colon
 */
export function defuse(text: string, json = false): string {
  return json ? text.replace(OLDER, '#\\u0023') : text.replace(LINE, '$1: ').replace(OLDER, '# #');
}
