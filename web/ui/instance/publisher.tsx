import type { ReactNode } from 'react'
import { Facts } from '../facts.tsx'
import { Rich } from '../rich.tsx'
import { useInstance, useSite } from '../site.ts'

/** Who publishes the instance, as its administrator said it; where nobody has, that its host does. */
export function Publisher() {
  const { t } = useSite()
  const instance = useInstance()
  const settings = instance?.settings ?? {}
  const { publisherName: name, publisherAddress, publisherPhone, publisherMail, publicationDirector, host } = settings
  const contact = instance?.contact
  const fact = (label: string, value: ReactNode) => (value ? { name: label, value } : null)
  return (
    <>
      {settings.instanceName ? <p>{t('instance.legal.about', { name: settings.instanceName })}</p> : null}
      {name ? (
        <p>{t('instance.legal.publisher', { name })}</p>
      ) : (
        <p>
          {contact ? (
            <Rich text={t('site.legal.publisher', { contact })} links={{ mail: `mailto:${contact}` }} />
          ) : (
            t('site.legal.publisherNone')
          )}
        </p>
      )}
      <Facts
        facts={[
          fact(t('instance.legal.address'), publisherAddress && <Lines text={publisherAddress} />),
          fact(t('instance.legal.phone'), publisherPhone),
          fact(t('instance.legal.mail'), publisherMail && <a href={`mailto:${publisherMail}`}>{publisherMail}</a>),
          fact(t('instance.legal.director'), publicationDirector),
          fact(t('instance.legal.host'), host && <Lines text={host} />),
        ]}
      />
    </>
  )
}

const Lines = ({ text }: { text: string }) => <span className="whitespace-pre-line">{text}</span>
