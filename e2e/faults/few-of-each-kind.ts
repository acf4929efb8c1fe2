const shownOfKindMax = 4;
const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=subscriber )\d+/g;

/** One bug has thousands of findings: shows the first of those that differ in ids alone, and how many more there are. */
export function fewOfEachKind(findings: readonly string[]): string[] {
  const kinds = Map.groupBy(findings, (finding) => finding.replaceAll(id, '*'));
  return [...kinds].flatMap(([kind, ofKind]) => {
    const more = ofKind.length - shownOfKindMax;
    return [...ofKind.slice(0, shownOfKindMax), ...(more > 0 ? [`and ${more} more: ${kind}`] : [])];
  });
}
