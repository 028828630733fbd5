// Numbers and times as the tables and plots show them: short, and the same width where they change.
import type { Language } from '../words/words.js'

const counts: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en'),
  zh: new Intl.NumberFormat('zh'),
}

/** `12,345` */
export function countText(value: number, language: Language = 'en'): string {
  return counts[language].format(value)
}

/** `0.4`, `17`, `1.2k`, `3.4M`: three digits or fewer. */
export function shortText(value: number): string {
  if (Math.abs(value) >= 999_500) return `${digits(value / 1e6)}M`
  if (Math.abs(value) >= 999.5) return `${digits(value / 1000)}k`
  return Number.isInteger(value) ? String(value) : digits(value)
}

/** `12.3 MiB` */
export function bytesText(value: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10))
  return power === 0 ? `${Math.round(value)} B` : `${digits(value / 1024 ** power)} ${units[power]}`
}

/** `850 ns`, `12 µs`, `3.4 ms`, `1.2 s`, `5.0 min`, `3.1 h` */
export function durationText(seconds: number): string {
  if (seconds === 0) return '0 s'
  if (seconds < 1e-6) return `${digits(seconds * 1e9)} ns`
  if (seconds < 1e-3) return `${digits(seconds * 1e6)} µs`
  if (seconds < 1) return `${digits(seconds * 1e3)} ms`
  if (seconds < 120) return `${digits(seconds)} s`
  return seconds < 7200 ? `${digits(seconds / 60)} min` : `${digits(seconds / 3600)} h`
}

/** `98.5 %` */
export function percentText(share: number): string {
  return `${digits(share * 100)} %`
}

/** `14:03:27.123`, in the zone of the browser. */
export function clockText(ms: number): string {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return '–'
  const two = (value: number) => String(value).padStart(2, '0')
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** `2026-11-23 14:03:27`, in the zone of the browser. */
export function dayText(ms: number): string {
  return new Date(ms).toLocaleString('sv-SE')
}

function digits(value: number): string {
  const size = Math.abs(value)
  if (size < 0.005 || size >= 99.95) return value.toFixed(0)
  return value.toFixed(size >= 0.0995 ? 1 : 2)
}
