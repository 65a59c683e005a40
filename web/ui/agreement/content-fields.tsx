import {
  type AgreementContent,
  agreementKinds,
  onePercentServices,
  renewalModes,
} from '../../../features/partnerships/agreement-schema.ts'
import { Choices, SelectField, TextArea, TextField } from '../form/fields.tsx'
import { FoldedChoices } from '../organisation/folded-choices.tsx'
import { useLanguageOptions } from '../organisation/language-options.ts'
import { useSite } from '../site.ts'

/** The short form of an agreement: what kind of text, its name, what it is about, how long. */
export function ShortFields({ content }: { content: AgreementContent }) {
  const { t } = useSite()
  return (
    <>
      <Choices
        name="kind"
        label={t('agreement.field.kind')}
        value={content.kind}
        options={agreementKinds.map((kind) => ({
          value: kind,
          label: t(`agreement.kind.${kind}`),
          help: t(`agreement.kindHelp.${kind}`),
        }))}
      />
      <TextField
        name="title"
        label={t('agreement.field.title')}
        help={t('agreement.field.titleHelp')}
        value={content.title}
        maxLength={200}
      />
      <TextArea
        name="object"
        label={t('agreement.field.object')}
        help={t('agreement.field.objectHelp')}
        value={content.object}
        maxLength={4000}
        optional
      />
      <TextField name="startsOn" type="date" label={t('agreement.field.startsOn')} value={content.startsOn} optional />
      <TextField
        name="endsOn"
        type="date"
        label={t('agreement.field.endsOn')}
        help={t('agreement.field.endsOnHelp')}
        value={content.endsOn}
        optional
      />
      <Choices
        name="openEnded"
        label={t('agreement.field.openEnded')}
        many
        value={content.openEnded ? ['yes'] : []}
        options={[{ value: 'yes', label: t('agreement.field.openEndedYes') }]}
      />
    </>
  )
}

/** The rest of what an agreement says. */
export function MoreFields({ content, basis }: { content: AgreementContent; basis: string }) {
  const { t } = useSite()
  const languages = useLanguageOptions()
  return (
    <>
      <SelectField
        name="renewal"
        label={t('agreement.field.renewal')}
        value={content.renewal}
        options={renewalModes.map((value) => ({ value, label: t(`agreement.renewal.${value}`) }))}
      />
      <TextField
        name="noticeMonths"
        label={t('agreement.field.noticeMonths')}
        inputMode="numeric"
        value={content.noticeMonths === null ? '' : String(content.noticeMonths)}
        maxLength={2}
        optional
      />
      <TextArea
        name="noticeClause"
        label={t('agreement.field.noticeClause')}
        help={t('agreement.field.noticeClauseHelp')}
        value={content.noticeClause}
        maxLength={1000}
        rows={3}
        optional
      />
      <TextArea
        name="legalBasis"
        label={t('agreement.field.legalBasis')}
        help={t('agreement.field.legalBasisHelp')}
        value={content.legalBasis || basis}
        maxLength={1000}
        optional
      />
      <input type="hidden" name="asked-languages" value="yes" />
      <FoldedChoices
        name="languages"
        label={t('agreement.field.languages')}
        value={content.languages}
        options={languages(content.languages)}
      />
      <input type="hidden" name="asked-onePercent" value="yes" />
      <Choices
        name="onePercent"
        label={t('agreement.field.onePercent')}
        help={t('agreement.field.onePercentHelp')}
        many
        value={content.onePercent}
        options={onePercentServices.map((value) => ({ value, label: t(`agreement.onePercent.${value}`) }))}
      />
    </>
  )
}
