// The view Playground.

export function PlaygroundView() {
  return <section aria-label="Playground" />
}
