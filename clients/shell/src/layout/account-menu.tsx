import { say } from '@payloom/i18n/wording';
import type { NavigationEntry } from '@payloom/session/remote-entry';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@payloom/ui-kit/dropdown-menu';
import { LogOut } from 'lucide-react';
import { Link } from 'react-router';
import { LanguageItems } from './language-items.tsx';
import { signOut } from './sign-out.ts';
import { AccountButton, type UserMenuProps } from './user-menu.tsx';
import { useShownName } from './use-shown-name.ts';
import { useWords } from './words.ts';

export interface AccountMenuProps extends UserMenuProps {
  /** Whether a key has asked for it. */
  isByKeyboard: boolean;
}

/** Who is signed in, the pages about their account, and the way out; on phones also what the navigation has no room for. */
export function AccountMenu({ viewer, entries, more, isByKeyboard }: AccountMenuProps) {
  const t = useWords();
  const { name, email } = useShownName(viewer);
  return (
    <DropdownMenu modal={false} defaultOpen>
      <DropdownMenuTrigger asChild>
        <AccountButton viewer={viewer} />
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-72" focusesFirst={isByKeyboard}>
        <DropdownMenuLabel>
          <span className="block truncate text-sm font-medium text-foreground">{name}</span>
          {name !== email && <span className="block truncate">{email}</span>}
          <span className="block">{t(`role.${viewer.role}`)}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        {more.map((entry) => (
          <PageItem key={entry.to} entry={entry} className="md:hidden" />
        ))}
        {more.length > 0 && <DropdownMenuSeparator className="md:hidden" />}
        {entries.map((entry) => (
          <PageItem key={entry.to} entry={entry} />
        ))}
        <LanguageItems />
        <DropdownMenuItem onSelect={signOut}>
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function PageItem({
  entry: { to, label, icon: Icon },
  className,
}: {
  entry: NavigationEntry;
  className?: string;
}) {
  return (
    <DropdownMenuItem asChild className={className}>
      <Link to={to}>
        <Icon aria-hidden />
        {say(label)}
      </Link>
    </DropdownMenuItem>
  );
}
