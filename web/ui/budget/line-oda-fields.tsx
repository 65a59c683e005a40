import type { LineOda } from '../../../features/budgets/line-input.ts'
import { odaKinds } from '../../../features/budgets/schema.ts'
import { policyMarkers } from '../../../features/projects/schema.ts'
import { SelectField, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

type Named = { code: string; name: string }
type OdaProps = { value: LineOda; channels: readonly Named[]; sectors: readonly Named[] }

/** What the yearly return asks of a line: kind, channel, sector of the OECD, markers. */
export function LineOdaFields({ value, channels, sectors }: OdaProps) {
  const { t } = useSite()
  const sector = sectors.find(({ code }) => code === value.dacSector)
  return (
    <details open={value.odaKind !== null} className="mt-6">
      <summary className="tap">{t('budgetLines.oda.title')}</summary>
      <p className="source measure">{t('budgetLines.oda.lead')}</p>
      <SelectField
        name="odaKind"
        label={t('budgetLines.oda.kind')}
        empty={t('budgetLines.field.notSaid')}
        options={odaKinds.map((one) => ({ value: one, label: t(`budgetLines.oda.kinds.${one}`) }))}
        value={value.odaKind ?? ''}
        optional
      />
      <SelectField
        name="odaChannel"
        label={t('budgetLines.oda.channel')}
        empty={t('budgetLines.field.notSaid')}
        options={channels.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` }))}
        value={value.odaChannel ?? ''}
        optional
      />
      <TextField
        name="dacSector"
        label={t('budgetLines.oda.sector')}
        help={sector ? sector.name : t('budgetLines.oda.sectorHelp')}
        value={value.dacSector ?? ''}
        maxLength={5}
        inputMode="numeric"
        optional
      />
      <div className="budget-pair">
        {policyMarkers.map((marker) => (
          <SelectField
            key={marker}
            name={`marker.${marker}`}
            label={t(`project.marker.${marker}`)}
            empty={t('budgetLines.field.notSaid')}
            options={(['0', '1', '2'] as const).map((one) => ({
              value: one,
              label: t(`budgetLines.oda.marker.${one}`),
            }))}
            value={String(value.odaMarkers[marker] ?? '')}
            optional
          />
        ))}
      </div>
    </details>
  )
}
