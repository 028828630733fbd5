// The view Node.

export function NodeView() {
  return <section aria-label="Node" />
}
