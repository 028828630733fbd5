// A button: words, an icon, or both. An icon alone needs a label; a button that stays pressed says so.
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.js'

interface ButtonProps {
  readonly children?: ComponentChildren
  readonly icon?: IconName
  /** For screen readers, and shown on hover; needed when there are no words. */
  readonly label?: string
  readonly pressed?: boolean
  readonly kind?: 'plain' | 'primary' | 'quiet'
  readonly type?: 'button' | 'submit'
  readonly disabled?: boolean
  /** Key that does the same, shown beside the label on hover. */
  readonly hotkey?: string
  readonly onClick?: (event: MouseEvent) => void
}

export function Button(props: ButtonProps) {
  const { children, icon, label, pressed, kind = 'plain', type = 'button', hotkey } = props
  const title = label && hotkey ? `${label} (${hotkey})` : label
  return (
    <button
      type={type}
      class={`button ${kind}${children ? '' : ' bare'}`}
      aria-label={children ? undefined : label}
      aria-pressed={pressed}
      aria-keyshortcuts={hotkey}
      title={title}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}
