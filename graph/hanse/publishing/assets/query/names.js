// The form under which names are compared: no case, accents or punctuation; as hanse.names.fold does it.

const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŀ: "l" };

export const fold = (name) =>
  name
    .toLowerCase()
    .replace(/[łøđðþßæœıħŀ]/g, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
