// The keys that work now, and the switch that silences them.
import { Button } from '../controls/button.js'
import { Dialog } from '../controls/dialog.js'
import { useWords } from '../state/language.js'
import { shortcuts, shortcutsOn, switchShortcuts } from '../state/shortcuts.js'
import { useStore } from '../state/store.js'

export function ShortcutList({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().frame
  const on = useStore(shortcutsOn)
  return (
    <Dialog title={words.shortcuts} onClose={onClose}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{words.keyColumn}</th>
            <th scope="col">{words.doesColumn}</th>
          </tr>
        </thead>
        <tbody>
          {useStore(shortcuts).map(({ key, label }) => (
            <tr key={key}>
              <td>
                <kbd>{key}</kbd>
              </td>
              <td>{label}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label class="check">
        <input type="checkbox" checked={on} onChange={() => switchShortcuts(!on)} />
        {words.shortcutsOn}
      </label>
      <div class="dialog-end">
        <Button onClick={onClose}>{words.close}</Button>
      </div>
    </Dialog>
  )
}
