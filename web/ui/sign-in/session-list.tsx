import { deviceOf } from '../../../features/accounts/device.ts'
import type { OpenSession } from '../../../features/accounts/ways-in.server.ts'
import { Form } from '../form/form.tsx'
import { type Site, useSite } from '../site.ts'

function deviceName({ t }: Site, userAgent: string): string {
  const { browser, system } = deviceOf(userAgent)
  if (browser && system) return t('signin.sessions.known', { browser, system })
  if (browser) return t('signin.sessions.browserOnly', { browser })
  return system ? t('signin.sessions.systemOnly', { system }) : t('signin.sessions.unknown')
}

/** Where somebody is signed in, and the buttons that end it. */
export function SessionList({ sessions, present }: { sessions: readonly OpenSession[]; present: string }) {
  const site = useSite()
  const { t, day } = site
  return (
    <section className="mt-12" aria-labelledby="sessions">
      <h2 id="sessions">{t('signin.sessions.title')}</h2>
      <p className="source mt-2">{t('signin.sessions.lead')}</p>
      <ul className="measure mt-4">
        {sessions.map(({ id, userAgent, since, lastSeen }) => {
          const device = deviceName(site, userAgent)
          return (
            <li key={id} className="row-actions border-b border-line py-3">
              <span className="grow">
                <strong>{device}</strong> {id === present ? <em>({t('signin.sessions.here')})</em> : null}
                <span className="source block">
                  {t('signin.sessions.times', { since: day(since), lastSeen: day(lastSeen) })}
                </span>
              </span>
              {id === present ? null : (
                <Form intent="endSession" className="">
                  <input type="hidden" name="session" value={id} />
                  <button type="submit" className="button quiet" aria-label={t('signin.sessions.endThis', { device })}>
                    {t('signin.sessions.end')}
                  </button>
                </Form>
              )}
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 ? (
        <Form intent="endOthers" className="">
          <p className="mt-4">
            <button type="submit" className="button quiet">
              {t('signin.sessions.endOthers')}
            </button>
          </p>
        </Form>
      ) : null}
    </section>
  )
}
