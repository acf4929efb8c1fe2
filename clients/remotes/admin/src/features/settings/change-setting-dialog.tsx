import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Textarea } from '@payloom/ui-kit/textarea';
import { toast } from '@payloom/ui-kit/toaster';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { SyntheticEvent } from 'react';
import { personName } from '../../people/person-name.ts';
import type { SettingRowFragment } from './__generated__/settings.ts';
import { SettingField } from './setting-fields.tsx';
import { settingWords } from './setting-words.ts';
import { useChangeSetting } from './use-change-setting.ts';
import { settingDescription, settingTitle } from './setting-names.ts';
import { useWords } from './words.ts';

/** Somebody else was quicker: what they made of it, before it is overwritten. */
function Overtaken({ setting }: { setting: SettingRowFragment }) {
  const t = useWords();
  const who = setting.changedBy ? personName(setting.changedBy) : t('somebodyElse');
  return (
    <p role="status" className="flex gap-2 rounded-lg bg-warning-soft px-3 py-2.5 text-sm text-warning">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{t('overtaken', { who, value: settingWords(setting) })}</span>
    </p>
  );
}

function Form({ setting, onClose }: { setting: SettingRowFragment; onClose: () => void }) {
  const t = useWords();
  const title = settingTitle(setting);
  const saved = (): void => {
    toast.success(t('done', { setting: title }));
    onClose();
  };
  const { draft, change, problems, problem, isOvertaken, busy, save } = useChangeSetting(setting, saved);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <form noValidate aria-label={title} className="flex flex-col gap-5" onSubmit={submit}>
      <SettingField setting={setting} draft={draft} onDraft={change} error={problems.value} />
      <FormField label={t('reason')} description={t('reasonMeans')} error={problems.reason} required>
        <Textarea
          rows={2}
          value={draft.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      </FormField>
      {isOvertaken && <Overtaken setting={setting} />}
      <div role="alert" className="empty:-mb-5">
        {problem && !isOvertaken && (
          <p className="flex gap-2 rounded-lg bg-danger-soft px-3 py-2.5 text-sm text-danger">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {problem}
          </p>
        )}
      </div>
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          {t('leave')}
        </Button>
        <Button type="submit" needsNetwork busy={busy}>
          {isOvertaken ? t('replaceForAll') : t('changeForAll')}
        </Button>
      </DialogFooter>
    </form>
  );
}

export interface ChangeSettingDialogProps {
  /** Undefined while none is changed. */
  setting: SettingRowFragment | undefined;
  onClose: () => void;
}

/** Changes one setting for everybody, with a reason. */
export function ChangeSettingDialog({ setting, onClose }: ChangeSettingDialogProps) {
  return (
    <Dialog open={setting !== undefined} onOpenChange={(open) => !open && onClose()}>
      {setting && (
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{settingTitle(setting)}</DialogTitle>
            <DialogDescription>{settingDescription(setting)}</DialogDescription>
          </DialogHeader>
          <Form key={setting.id} setting={setting} onClose={onClose} />
        </DialogContent>
      )}
    </Dialog>
  );
}
