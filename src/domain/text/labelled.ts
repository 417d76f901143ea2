/** A label before its value: a colon follows, unless it is a question or a sentence. A name may end in a title (S.Sos.). */
export const labelled = (label: string): string =>
  /[?!:]$|(^|\s)[^\s.]+\.$/.test(label) ? label : `${label}:`
