/** Letters without their marks, so that "ubersicht" finds "Übersicht". */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();

/** How well a label answers what was typed: 0 is not at all. Every word that was typed is the beginning of one of its own. */
export function rank(label: string, typed: string): number {
  const words = plain(label).split(/[^\p{Letter}\p{Number}]+/u);
  const asked = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (!asked.every((begin) => words.some((word) => word.startsWith(begin)))) return 0;
  return plain(label).startsWith(plain(typed).trim()) ? 1 : 0.5;
}
