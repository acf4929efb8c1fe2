const replaced: readonly (readonly [RegExp, string])[] = [
  // Fields of logged objects, at any depth, by what they are called; escaped quotes belong to the value.
  [
    /"((?:[a-z]+_?)?(?:display_?name|first_?name|last_?name|full_?name|phone|postal_?address|street|iban|card_?number|password|secret|token|authorization|cookie|set-cookie|(?:client|remote)_?address|user_?agent)s?)":"(?:[^"\\]|\\.)*"/gi,
    '"$1":"[redacted]"',
  ],
  // In text: addresses of mail, signed tokens, bearers, accounts in URLs, and addresses of networks.
  [/[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/g, '[email]'],
  [/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, '[token]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, '$1 [token]'],
  [/:\/\/[^\s/:@"']*:[^\s@"']+@/g, '://[account]@'],
  [/\+\d[\d ()-]{7,}\d/g, '[phone]'],
  [/\b(?!127\.0\.0\.1\b)\d{1,3}(?:\.\d{1,3}){3}\b/g, '[address]'],
];

/**
 * Takes out of a text, or of a line of JSON, what would say who somebody is or let others act for them: addresses of mail and
 * networks, phone numbers, tokens, and the values of fields that are called like such. Statements of SQL lose their values.
 */
export function scrub(text: string): string {
  let scrubbed = text;
  for (const [pattern, by] of replaced) scrubbed = scrubbed.replace(pattern, by);
  return scrubbed;
}

const statement = /\b(?:select|insert|update|delete|with|merge)\b/i;

/** What stands in quotes in a statement, and in what a database says of a row, is somebody's data. */
export function withoutValues(message: string): string {
  if (!statement.test(message) && !/\bKey \(/.test(message)) return message;
  return message.replace(/'(?:[^']|'')*'/g, "'?'").replace(/(Key \([^)]*\))=\([^)]*\)/g, '$1=(?)');
}
