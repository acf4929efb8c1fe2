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
import { roles, type Role } from '../../user/user-badges.tsx';
import type { UserFactsFragment } from './__generated__/user-detail.ts';
import { useManageUser, type Action } from './use-manage-user.ts';

const REASON_CHARACTERS_MAX = 500;
const roleOptions = (['CUSTOMER', 'VENDOR', 'ADMIN'] as const).map((value) => ({
  value,
  label: roles[value].label,
}));

interface Words {
  title: string;
  explanation: string;
  button: string;
  done: string;
  isDestructive: boolean;
}

/** What is asked, and what is said when it is done. */
function wordsOf(action: Action, name: string): Words {
  const words: Record<Action, Words> = {
    changeRole: {
      title: `Change the role of ${name}`,
      explanation: 'Their open pages go on with it at once.',
      button: 'Change role',
      done: `${name} has another role`,
      isDestructive: false,
    },
    suspend: {
      title: `Suspend ${name}`,
      explanation:
        'They are signed out everywhere within seconds and cannot sign in until they are reinstated.',
      button: `Suspend ${name}`,
      done: `${name} is suspended`,
      isDestructive: true,
    },
    reinstate: {
      title: `Reinstate ${name}`,
      explanation: 'They can sign in again at once.',
      button: `Reinstate ${name}`,
      done: `${name} can sign in again`,
      isDestructive: false,
    },
    endSessions: {
      title: `Sign ${name} out everywhere`,
      explanation: 'All their sessions end within seconds. They may sign in again at once.',
      button: 'End all sessions',
      done: `${name} is signed out everywhere`,
      isDestructive: true,
    },
  };
  return words[action];
}

function judge(reason: string): string | undefined {
  if (reason === '') return 'Say why: it is kept in the audit log.';
  if (reason.length <= REASON_CHARACTERS_MAX) return undefined;
  return `Make it shorter: ${reason.length} characters are more than ${REASON_CHARACTERS_MAX}.`;
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
  const { done } = wordsOf(action, personName(user));
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (judge(reason) !== undefined) return;
    if (!(await manage.run(action, { reason, role }))) return;
    toast.success(done);
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
  const { button, isDestructive } = wordsOf(action, personName(user));
  return (
    <form noValidate aria-label={button} className="flex flex-col gap-5" onSubmit={press}>
      {action === 'changeRole' && (
        <FormField label="Role" required>
          <Select options={roleOptions} value={role} onValueChange={setRole} />
        </FormField>
      )}
      <FormField
        label="Reason"
        description="Kept in the audit log; they do not see it."
        error={error}
        required
      >
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
          Leave it as it is
        </Button>
        <Button type="submit" variant={isDestructive ? 'destructive' : 'default'} busy={manage.busy}>
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
  const words = action && wordsOf(action, personName(props.user));
  return (
    <Dialog open={action !== undefined} onOpenChange={(open) => !open && props.onClose()}>
      {action && words && (
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{words.title}</DialogTitle>
            <DialogDescription>{words.explanation}</DialogDescription>
          </DialogHeader>
          <Form key={action} action={action} {...props} />
        </DialogContent>
      )}
    </Dialog>
  );
}
