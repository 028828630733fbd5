// A status of a record: its colour says how grave it is, its text says which it is.

type Grade = 'danger' | 'warn' | 'ok' | 'info' | 'quiet'

const GRADES: Readonly<Record<string, Grade>> = {
  emerg: 'danger',
  alert: 'danger',
  critical: 'danger',
  fatal: 'danger',
  error: 'danger',
  warning: 'warn',
  warn: 'warn',
  notice: 'info',
  info: 'info',
  ok: 'ok',
  debug: 'quiet',
  trace: 'quiet',
}

export function Status({ value }: { readonly value: string }) {
  return <span class={`status ${gradeOf(value)}`}>{value}</span>
}

function gradeOf(value: string): Grade {
  return GRADES[value.toLowerCase()] ?? 'quiet'
}
