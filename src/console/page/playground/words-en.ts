// The words of the playground in English; words-zh.ts has the same keys.

export const playgroundEn = {
  title: 'Playground',
}
