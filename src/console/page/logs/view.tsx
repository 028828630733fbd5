// The view Logs.

export function LogsView() {
  return <section aria-label="Logs" />
}
