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
import { Select } from '@payloom/ui-kit/select';
import { Textarea } from '@payloom/ui-kit/textarea';
import { toast } from '@payloom/ui-kit/toaster';
import { CircleAlert } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { personName } from '../../people/person-name.ts';
import type { Role } from '../../user/user-badges.tsx';
import { roleNames } from '../../user/user-filter.ts';
import type { UserFactsFragment } from './__generated__/user-detail.ts';
import { useManageUser, type Action } from './use-manage-user.ts';
import { useWords as useUserWords } from '../../user/words.ts';
import { useWords } from './words.ts';

const REASON_CHARACTERS_MAX = 500;
const isDestructive = (action: Action): boolean => action === 'suspend' || action === 'endSessions';

function judge(reason: string): string | undefined {
  const t = useWords.now();
  if (reason === '') return t('reasonMissing');
  if (reason.length <= REASON_CHARACTERS_MAX) return undefined;
  return t('reasonTooLong', { count: reason.length, most: REASON_CHARACTERS_MAX });
}

interface FormProps {
  user: UserFactsFragment;
  action: Action;
  onClose: () => void;
  onDone: () => void;
}

function useReasonForm({ user, action, onDone, onClose }: FormProps) {
  const manage = useManageUser(user.id);
  const [role, setRole] = useState<Role>(user.role);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const reason = text.trim();
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (judge(reason) !== undefined) return;
    if (!(await manage.run(action, { reason, role }))) return;
    toast.success(useWords.now()(`${action}.done`, { name: personName(user) }));
    onDone();
    onClose();
  };
  const press = (event: SyntheticEvent): void => {
    event.preventDefault();
    void submit();
  };
  return { manage, role, setRole, text, setText, error: asked ? judge(reason) : undefined, press };
}

function Form(props: FormProps) {
  const { user, action, onClose } = props;
  const { manage, role, setRole, text, setText, error, press } = useReasonForm(props);
  const t = useWords();
  const words = useUserWords();
  // Not every action's button says the name.
  const button = t(`${action}.button`, { name: personName(user) });
  return (
    <form noValidate aria-label={button} className="flex flex-col gap-5" onSubmit={press}>
      {action === 'changeRole' && (
        <FormField label={t('role')} required>
          <Select
            options={roleNames.map((value) => ({ value, label: words(`role.${value}`) }))}
            value={role}
            onValueChange={setRole}
          />
        </FormField>
      )}
      <FormField label={t('reason')} description={t('reasonMeans')} error={error} required>
        <Textarea rows={2} value={text} onChange={(event) => setText(event.target.value)} />
      </FormField>
      <div role="alert" className="empty:-mb-5">
        {manage.problem && (
          <p className="flex gap-2 rounded-lg bg-danger-soft px-3 py-2.5 text-sm text-danger">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {manage.problem}
          </p>
        )}
      </div>
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          {t('leave')}
        </Button>
        <Button
          type="submit"
          needsNetwork
          variant={isDestructive(action) ? 'destructive' : 'default'}
          busy={manage.busy}
        >
          {button}
        </Button>
      </DialogFooter>
    </form>
  );
}

export interface ManageUserDialogProps extends Omit<FormProps, 'action'> {
  /** Undefined while nothing is asked. */
  action: Action | undefined;
}

/** Asks for a reason and does it. */
export function ManageUserDialog({ action, ...props }: ManageUserDialogProps) {
  const t = useWords();
  return (
    <Dialog open={action !== undefined} onOpenChange={(open) => !open && props.onClose()}>
      {action && (
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{t(`${action}.title`, { name: personName(props.user) })}</DialogTitle>
            <DialogDescription>{t(`${action}.explanation`)}</DialogDescription>
          </DialogHeader>
          <Form key={action} action={action} {...props} />
        </DialogContent>
      )}
    </Dialog>
  );
}
