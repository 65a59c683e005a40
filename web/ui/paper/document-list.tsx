import '../../styles/paper.css'
import type { DocumentVersion, KeptDocument } from '../../../features/partnerships/documents.server.ts'
import { type MediaType, mediaTypes } from '../../../platform/files/media-types.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'
import { fileSize } from './file-size.ts'

type ListProps = {
  documents: readonly KeptDocument[]
  /** The body that reads, by id and by the key of its addresses. */
  organisationId: string
  organisationKey: string
  mayWrite: boolean
  /** What is said where nothing was filed yet. */
  empty: string
}

/** The papers a body may add a version to: those it filed and still holds. */
export const ownLiving = (documents: readonly KeptDocument[], organisationId: string): KeptDocument[] =>
  documents.filter((one) => one.organisationId === organisationId && !one.withdrawnAt)

/** Papers with who filed them, their versions and checksums; those withdrawn stay, and say so. */
export function DocumentList({ documents, organisationId, organisationKey, mayWrite, empty }: ListProps) {
  const { t, day } = useSite()
  if (documents.length === 0) return <p className="measure mt-4">{empty}</p>
  return (
    <table className="scan stack mt-4">
      <caption className="sr-only">{t('paper.documents.list')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('paper.documents.title')}</th>
          <th scope="col">{t('paper.documents.kind')}</th>
          <th scope="col">{t('paper.documents.filedBy')}</th>
          <th scope="col">
            <span className="sr-only">{t('paper.documents.deeds')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <tr key={document.id}>
            <th scope="row">
              <span className={document.withdrawnAt ? 'paper-withdrawn' : ''}>{document.title}</span>
              {document.confidential ? <span className="source block">{t('paper.documents.confidential')}</span> : null}
              {document.withdrawnAt ? (
                <span className="source block">
                  {t('paper.documents.withdrawnOn', { day: day(document.withdrawnAt) })}
                </span>
              ) : null}
              {document.agreementTitle ? <span className="source block">{document.agreementTitle}</span> : null}
              <Versions document={document} organisationKey={organisationKey} />
            </th>
            <td>{t(`paper.kind.${document.kind}`)}</td>
            <td>{t('paper.documents.byOn', { name: document.organisationName, day: day(document.createdAt) })}</td>
            <td className="act">
              {mayWrite && document.organisationId === organisationId && !document.withdrawnAt ? (
                <Deed
                  intent="withdraw"
                  of={{ document: document.id }}
                  label={t('paper.documents.withdraw')}
                  spoken={t('paper.documents.withdrawOf', { title: document.title })}
                />
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Versions({ document, organisationKey }: { document: KeptDocument; organisationKey: string }) {
  const { t } = useSite()
  const [latest, ...earlier] = document.versions
  if (!latest) return null
  return (
    <>
      <VersionLine document={document} version={latest} organisationKey={organisationKey} />
      {earlier.length > 0 ? (
        <details>
          <summary className="tap source">{t('paper.documents.earlier', { count: earlier.length })}</summary>
          {earlier.map((version) => (
            <VersionLine key={version.number} document={document} version={version} organisationKey={organisationKey} />
          ))}
        </details>
      ) : null}
    </>
  )
}

type LineProps = { document: KeptDocument; version: DocumentVersion; organisationKey: string }

function VersionLine({ document, version, organisationKey }: LineProps) {
  const { t, locale, day } = useSite()
  const { number, mediaType, size, sha256, note, addedAt } = version
  const href = workspacePath('document', locale, {
    key: organisationKey,
    document: document.id,
    version: String(number),
  })
  return (
    <span className="paper-version">
      <a href={href} className="tap" aria-label={t('paper.documents.downloadOf', { title: document.title, number })}>
        {t('paper.documents.download', {
          number,
          type: (mediaTypes[mediaType as MediaType] ?? '').toUpperCase(),
          size: fileSize(size, locale),
        })}
      </a>
      <span className="source block">
        {t('paper.documents.addedOn', { day: day(addedAt) })}
        {note ? ` · ${note}` : null}
      </span>
      <span className="source block paper-sum">
        {t('paper.documents.checksum')} <code>{sha256}</code>
      </span>
    </span>
  )
}
