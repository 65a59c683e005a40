import type { Locator, Page } from 'playwright-core'

/** The form of a page that does one deed. */
export const formOf = (page: Page, intent: string): Locator =>
  page.locator('form').filter({ has: page.locator(`input[name="intent"][value="${intent}"]`) })

/** Sends the form of a page that does one deed, and waits for what follows. */
export async function send(page: Page, intent: string): Promise<void> {
  await formOf(page, intent).locator('button[type="submit"]').first().click()
  await page.waitForLoadState()
}
