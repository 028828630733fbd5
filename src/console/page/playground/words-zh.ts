// 调试视图的中文文字。The keys are those of words-en.ts.
import type { playgroundEn } from './words-en.js'

export const playgroundZh: typeof playgroundEn = {
  title: '调试',
}
