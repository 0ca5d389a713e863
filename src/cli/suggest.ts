/** How many letters have to be put in, taken out, replaced or swapped with their neighbour. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (same ? 0 : 1),
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(one.length, other.length);
}

/**
 * The name that was probably meant.
 * @param typed what was given, at most 64 characters of it are looked at
 * @param names what there is
 * @returns null where nothing is near
 */
export function nearest(typed: string, names: readonly string[]): string | null {
  const word = typed.slice(0, 64);
  const begun = names.filter((name) => word.length > 1 && (name.startsWith(word) || word.startsWith(name)));
  if (begun.length === 1) return begun[0] ?? null;
  const scored = names
    .map((name) => ({ name, score: distance(word, name) }))
    .sort((one, other) => one.score - other.score);
  const [first] = scored;
  return first !== undefined && first.score <= Math.max(1, Math.floor(word.length / 3)) ? first.name : null;
}
