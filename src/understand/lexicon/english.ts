// Words and turns of phrase that only English has, by what they stand for: "list.concept".
export const ENGLISH: Readonly<Record<string, string>> = {}
