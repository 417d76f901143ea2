/** A label before its value: a colon follows, unless it ends as a sentence does, such as a form's question. */
export const labelled = (label: string): string => (/[?!.:]$/.test(label) ? label : `${label}:`)
