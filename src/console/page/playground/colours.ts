// Which class a token of a script gets; playground.css gives it a colour in both themes.
import { syntaxHighlighting } from '@codemirror/language'
import { tagHighlighter, tags } from '@lezer/highlight'

export const colours = syntaxHighlighting(
  tagHighlighter([
    { tag: tags.comment, class: 'p-comment' },
    { tag: tags.string, class: 'p-string' },
    { tag: tags.escape, class: 'p-escape' },
    { tag: tags.labelName, class: 'p-reference' },
    { tag: tags.number, class: 'p-number' },
    { tag: tags.keyword, class: 'p-keyword' },
    { tag: tags.atom, class: 'p-keyword' },
    { tag: tags.function(tags.variableName), class: 'p-call' },
  ]),
)
