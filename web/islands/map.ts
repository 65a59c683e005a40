import type { LiveMapConfig } from './live-map/config.ts'

// The page is whole without this: it offers the interactive map, and fetches it only when somebody wants it.

async function open(section: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const status = section.querySelector<HTMLElement>('[data-status]')
  const config = JSON.parse(section.dataset.config ?? '{}') as LiveMapConfig
  button.disabled = true
  if (status) status.textContent = config.texts.loading
  try {
    const { openLiveMap } = await import('./live-map/open.ts')
    await openLiveMap(section, config)
    button.hidden = true
    if (status) status.textContent = ''
  } catch (error) {
    button.disabled = false
    if (status) status.textContent = config.texts.failed
    throw error
  }
}

for (const section of document.querySelectorAll<HTMLElement>('[data-island="map"]')) {
  const button = section.querySelector<HTMLButtonElement>('[data-open]')
  if (!button) continue
  section.hidden = false
  button.addEventListener('click', () => void open(section, button))
}
