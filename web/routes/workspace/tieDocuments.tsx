import { listDocuments } from '../../../features/partnerships/documents.server.ts'
import { listPhotos } from '../../../features/partnerships/photos.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { listTieAgreements } from '../../../features/partnerships/tie-papers.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { DocumentForm, VersionForm } from '../../ui/paper/document-form.tsx'
import { DocumentList, ownLiving } from '../../ui/paper/document-list.tsx'
import { PhotoForm } from '../../ui/paper/photo-form.tsx'
import { PhotoList } from '../../ui/paper/photo-list.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { documentDeeds, type PapersOfPage, photoDeeds } from '../../workspace/paper-deeds.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The papers and photos of a tie, whichever party filed them. */
export const loader = workspaceLoader('party', async ({ ctx, atWork, params }) => {
  const { organisation } = atWork
  const of = { partnershipId: params.tie ?? '', organisationId: organisation.organisationId }
  const tie = await getTieHead(ctx, of)
  return {
    tie,
    organisation,
    agreements: await listTieAgreements(ctx, of),
    documents: await listDocuments(ctx, { partnershipId: of.partnershipId }),
    photos: await listPhotos(ctx, { partnershipId: of.partnershipId }),
  }
})

const papers: PapersOfPage = {
  home: ({ params }) => ({ partnershipId: params.tie ?? '' }),
  back: ({ ctx, params, atWork }, done) =>
    workspacePath('tieDocuments', ctx.locale, { key: atWork.organisation.key, tie: params.tie ?? '' }, { done }),
}

/** Files papers and photos with the tie, or a paper with one of its agreements. */
export const action = workspaceAction('party', {
  ...documentDeeds({
    ...papers,
    home: (page, form) => {
      const agreementId = String(form.get('agreement') ?? '')
      return agreementId ? { agreementId } : papers.home(page, form)
    },
  }),
  ...photoDeeds(papers),
})

/** What both sides have filed with their tie. */
export default function TieDocuments() {
  const { t } = useSite()
  const { tie, organisation, agreements, documents, photos, kept } = usePageData<typeof loader>()
  const mayWrite = organisation.role !== 'reader'
  const names = tie.parties.map(({ name }) => name).join(' – ')
  const own = ownLiving(documents, organisation.organisationId)
  const list = { organisationId: organisation.organisationId, organisationKey: organisation.key, mayWrite }
  return (
    <div className="py-10">
      <TieHead tie={tie} current="documents" />
      <WorkTitle>{t('paper.page.title', { names })}</WorkTitle>
      <Done area="paper.done" />
      <p className="measure mt-4">{t('paper.page.lead')}</p>
      <DocumentList {...list} documents={documents} empty={t('paper.documents.none')} />
      {mayWrite ? (
        <>
          <section aria-labelledby="file" className="mt-12">
            <h2 id="file">{t('paper.page.file')}</h2>
            <DocumentForm kept={kept} agreements={agreements} mayBeConfidential={organisation.partnershipId === null} />
          </section>
          {own.length > 0 ? (
            <section aria-labelledby="version" className="mt-12">
              <h2 id="version">{t('paper.page.version')}</h2>
              <VersionForm documents={own} />
            </section>
          ) : null}
        </>
      ) : null}
      <section aria-labelledby="photos" className="mt-12">
        <h2 id="photos">{t('paper.page.photos')}</h2>
        <PhotoList {...list} photos={photos} empty={t('paper.photos.none')} />
      </section>
      {mayWrite ? (
        <section aria-labelledby="photo" className="mt-12">
          <h2 id="photo">{t('paper.page.photo')}</h2>
          <PhotoForm />
        </section>
      ) : null}
    </div>
  )
}
