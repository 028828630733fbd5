// What every dictionary has: the keys of the English one, and functions of the same arguments.
import type { en } from './en.js'

export type Words = typeof en

export type Language = 'en' | 'zh'
