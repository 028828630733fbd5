// What is changed of a record so that it can be sent. Each is counted under its reason; the record itself goes on.

/** Reason → what was done, for the documentation. */
export const ADJUSTMENTS = {
  oversize: 'texts were shortened to the largest record that a request can hold',
  key_cut: 'a key was longer than 256 bytes',
  key_changed: 'a key had a line break, or a backslash at its end',
  key_removed: 'a tag or field had no name, or was called `source` or `date`',
  duplicate_key: 'two tags or fields came to have one key; of a tag and a field the tag is kept',
  field_limit: 'there were more than 1024 fields',
  tag_limit: 'there were more than 256 tags',
  tag_cut: 'the value of a tag was longer than 1024 bytes',
  tag_changed: 'the value of a tag had a line break, or a backslash at its end',
  name_changed: 'the measurement was longer than 1024 bytes, or had a line break',
  bad_utf8: 'a text had bytes that are not UTF-8, or half of a pair; each became U+FFFD',
} as const

export type Adjustment = keyof typeof ADJUSTMENTS
