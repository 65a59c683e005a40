import type { TieLinkRow } from '../../../features/partnerships/tie-links.server.ts'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type ListProps = { links: readonly TieLinkRow[]; organisationId: string }

/** The links made for a tie with what became of each; open ones of one's own side can be taken back. */
export function LinkList({ links, organisationId }: ListProps) {
  const { t } = useSite()
  const p = 'word.links'
  return (
    <section aria-labelledby="links" className="mt-12">
      <h2 id="links">{t(`${p}.list`, { n: links.length })}</h2>
      {links.length === 0 ? <p className="measure mt-2">{t(`${p}.none`)}</p> : null}
      <ul className="mt-2">
        {links.map((row) => {
          const name = row.addressee || row.email || row.partyName
          return (
            <li key={row.id} className="row-actions border-b border-line py-2">
              <span className="grow">
                {t(`${p}.for`, { party: row.partyName })}
                {row.addressee || row.email ? `, ${t(`${p}.to`, { name })}` : null}
                <LinkStory row={row} />
              </span>
              {row.state === 'open' && row.madeFor === organisationId ? (
                <Form intent="revoke" of={{ link: row.id }} className="">
                  <Submit quiet>
                    {t(`${p}.revoke`)}
                    <span className="sr-only"> {t(`${p}.revokeOf`, { name })}</span>
                  </Submit>
                </Form>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function LinkStory({ row }: { row: TieLinkRow }) {
  const { t, day } = useSite()
  const p = 'word.links'
  const on = row.state === 'revoked' ? (row.revokedAt ?? row.expiresAt) : row.expiresAt
  const by = { organisation: row.madeForName, day: day(row.createdAt) }
  return (
    <span className="source block">
      {row.madeBy ? t(`${p}.by`, { ...by, name: row.madeBy }) : t(`${p}.byOrganisation`, by)}
      {row.agreementTitle ? ` · ${t(`${p}.shows`, { title: row.agreementTitle })}` : null}
      {` · ${t(`${p}.state.${row.state}`, { day: day(on) })} · ${t(`${p}.answers`, { n: row.answers })}`}
    </span>
  )
}
