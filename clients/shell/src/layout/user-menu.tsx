import type { NavigationEntry } from '@payloom/session/remote-entry';
import type { SessionViewer } from '@payloom/session/viewer';
import { Avatar } from '@payloom/ui-kit/avatar';
import { Button, type ButtonProps } from '@payloom/ui-kit/button';
import { useOnDemand } from '@payloom/ui-kit/on-demand';
import type { AccountMenuProps } from './account-menu.tsx';
import { useShownName } from './use-shown-name.ts';
import { useWords } from './words.ts';

export interface UserMenuProps {
  viewer: SessionViewer;
  /** The pages about their account. */
  entries: readonly NavigationEntry[];
  /** Pages that a phone's navigation has no room for. */
  more: readonly NavigationEntry[];
}

/** Shows who is signed in, and opens their menu. */
export function AccountButton({ viewer, ...props }: ButtonProps & Pick<UserMenuProps, 'viewer'>) {
  const t = useWords();
  const { name, picture } = useShownName(viewer);
  return (
    <Button variant="ghost" size="icon" className="rounded-full" {...props}>
      <Avatar name={name} src={picture} />
      <span className="sr-only">{t('account', { name })}</span>
    </Button>
  );
}

const fetchMenu = async () => (await import('./account-menu.tsx')).AccountMenu;

/** The menu of the account, which is fetched when it is opened first. */
export function UserMenu(props: UserMenuProps) {
  const { Shown, isByKeyboard, button } = useOnDemand<AccountMenuProps>(fetchMenu);
  if (Shown) return <Shown {...props} isByKeyboard={isByKeyboard} />;
  return <AccountButton viewer={props.viewer} {...button} />;
}
