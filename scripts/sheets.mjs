// Style sheets that several others begin with. Each is joined in front of them, so that a page has one request for
// its style.
export const JOINED = [
  ['card', ['tokens']],
  ['panels', ['scroll', 'sign']],
  ['trends', ['scroll', 'sign', 'picture', 'view']],
  ['claims', ['view']],
  ['table', ['scroll', 'view']],
  ['chart', ['scroll', 'picture']],
];

/** Returns a sheet with those that it begins with, read by this function. */
export function joinedSheet(name, read) {
  const [, first] = JOINED.find(([joined]) => joined === name);
  return [...first, name].map((each) => read(`${each}.css`)).join('\n');
}
