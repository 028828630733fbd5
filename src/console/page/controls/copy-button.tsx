// Copies a text and says so. Pages that came without TLS have no clipboard of their own: a selection does it there.
import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../state/language.js'
import { Button } from './button.js'

interface CopyProps {
  readonly label: string
  readonly text: () => string
}

const SHOWN_MS = 1500

export function CopyButton({ label, text }: CopyProps) {
  const words = useWords().frame
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    await copyText(text())
    setCopied(true)
  }
  return (
    <>
      <Button icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>
        {copied ? words.copied : label}
      </Button>
      <span class="unseen" role="status">
        {copied ? words.copied : ''}
      </span>
    </>
  )
}

async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
