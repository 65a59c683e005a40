import type { PreviewLine } from '../../../features/partnerships/spreadsheet.server.ts'
import { SelectField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { type Site, useLabels, useSite } from '../site.ts'

type Choice = PreviewLine['plan']['choices'][number]

function choiceText({ t, degrees }: Site, { name, tier, part, lat, lon }: Choice): string {
  const tierKey = `atlas.tier.${tier}`
  const point =
    lat === null || lon === null ? '' : t('spreadsheet.choose.point', { lat: degrees(lat), lon: degrees(lon) })
  const where = [t.has(tierKey) ? t(tierKey) : '', part ?? '', point].filter(Boolean).join(', ')
  return t('spreadsheet.choose.place', { name, where })
}

/** For each name on this page that may mean several, which of them it is. */
export function PartnerQuestions({ lines }: { lines: readonly PreviewLine[] }) {
  const site = useSite()
  const { t } = site
  const labels = useLabels()
  const asked = new Map(
    lines.filter((line) => line.outcome === 'ambiguous').map((line) => [line.plan.partnerKey, line.plan] as const),
  )
  if (asked.size === 0) return null
  return (
    <Form intent="choose">
      {[...asked].map(([key, { partner, choices }], index) => (
        <div key={key}>
          <input type="hidden" name={`key-${index}`} value={key} />
          <SelectField
            name={`choice-${index}`}
            label={`${[partner.name, partner.country ? labels.country(partner.country) : ''].filter(Boolean).join(', ')} – ${t('spreadsheet.choose.label')}`}
            empty={t('spreadsheet.choose.wait')}
            options={[
              ...choices.map((choice) => ({ value: choice.value, label: choiceText(site, choice) })),
              { value: 'none', label: t('spreadsheet.choose.leaveOut') },
            ]}
            optional
          />
        </div>
      ))}
      <Submit quiet>{t('spreadsheet.choose.submit')}</Submit>
    </Form>
  )
}
