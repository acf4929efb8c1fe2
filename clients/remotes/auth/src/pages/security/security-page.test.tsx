import '@testing-library/jest-dom';
import { jest } from '@jest/globals';
import { session } from '@payloom/session/session';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { configure, screen, waitFor, within } from '@testing-library/react';
import {
  desk,
  devices,
  ended,
  list,
  listed,
  phone,
  press,
  script,
  userWith,
  visit,
} from '../../testing/security-page.tsx';

configure({ asyncUtilTimeout: 15_000 });

describe('the devices', () => {
  it('are listed with place and last use, this one first', async () => {
    const { container } = await visit(list(phone, desk, script));
    const [first, second, third] = await listed();
    expect(first).toMatch(/Firefox on Linux.*This device.*192\.0\.2\.4.*last used \d minutes ago/);
    expect(second).toMatch(/Safari on iOS.*192\.0\.2\.5/);
    expect(second).not.toContain('This device');
    expect(third).toContain('Unknown device');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('hold their place while they load, and say why when they cannot', async () => {
    let fail = true;
    const { user } = await visit({
      OpenSessionList: async () => {
        if (fail) throw new TypeError('Failed to fetch');
        return { viewer: userWith([desk]) };
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(/could not be loaded.*could not be reached/);
    fail = false;
    await user.click(press('Try again'));
    expect(await listed()).toHaveLength(1);
    expect(press('Sign out all other devices')).toBeDisabled();
  });

  it('come and go by themselves', async () => {
    const { bring } = await visit(list(desk));
    expect(await listed()).toHaveLength(1);
    const change = { __typename: 'SessionChanged', cursor: 'c1', user: userWith([phone, desk]) };
    bring({ sessionChanged: change });
    await waitFor(async () => expect(await listed()).toHaveLength(2));
    bring({ sessionChanged: { ...change, cursor: 'c2', user: userWith([desk]) } });
    await waitFor(async () => expect(await listed()).toHaveLength(1));
  });

  it('say that there are more than are shown', async () => {
    await visit({ OpenSessionList: () => ({ viewer: userWith([desk], true) }) });
    expect(await screen.findByText('Only the 1 latest are shown.')).toBeVisible();
  });
});

describe('signing out', () => {
  const signOut = jest.spyOn(session, 'signOut').mockResolvedValue(undefined);
  beforeEach(() => signOut.mockClear());

  it('of one device takes it off the list', async () => {
    const { user, sent } = await visit({
      ...list(phone, desk),
      EndSession: () => ({ endSession: ended(1, [desk]) }),
    });
    await devices();
    await user.click(press('Sign out of Safari on iOS'));
    expect(await screen.findByText('Signed out of Safari on iOS')).toBeVisible();
    await waitFor(async () => expect(await listed()).toHaveLength(1));
    expect(sent).toContainEqual(['EndSession', { id: 'phone' }]);
    expect(signOut).not.toHaveBeenCalled();
  });

  it('of one that is gone already fetches the list anew', async () => {
    let rows = [phone, desk];
    const { user } = await visit({
      OpenSessionList: () => ({ viewer: userWith(rows) }),
      EndSession: () => ({
        endSession: { __typename: 'SessionNotFound', message: 'That session is not open any more.' },
      }),
    });
    await devices();
    rows = [desk];
    await user.click(press('Sign out of Safari on iOS'));
    await waitFor(async () => expect(await listed()).toHaveLength(1));
  });

  it('says so when it did not work, and leaves the list as it is', async () => {
    const { user } = await visit({
      ...list(phone, desk),
      EndOtherSessions: () => Promise.reject(new TypeError('Failed to fetch')),
    });
    await devices();
    await user.click(press('Sign out all other devices'));
    await waitFor(() => expect(screen.getByText('Nobody was signed out')).toBeVisible());
    expect(await listed()).toHaveLength(2);
  });

  it('of all others leaves this one', async () => {
    const { user } = await visit({
      ...list(phone, desk, script),
      EndOtherSessions: () => ({ endOtherSessions: ended(2, [desk]) }),
    });
    await devices();
    await user.click(press('Sign out all other devices'));
    expect(await screen.findByText('Signed out on 2 other devices')).toBeVisible();
    await waitFor(async () => expect(await listed()).toHaveLength(1));
    expect(signOut).not.toHaveBeenCalled();
  });

  it('everywhere is asked about first, and ends this tab too', async () => {
    const { user, sent } = await visit({
      ...list(phone, desk),
      EndAllSessions: () => ({ endAllSessions: { __typename: 'SessionsEnded', count: 2 } }),
    });
    await devices();
    await user.click(press('Sign out everywhere'));
    const dialog = await screen.findByRole('dialog', { name: 'Sign out everywhere?' });
    expect(await accessibilityProblems(dialog)).toEqual([]);
    expect(sent).not.toContainEqual(['EndAllSessions', {}]);
    await user.click(within(dialog).getByRole('button', { name: 'Sign out everywhere' }));
    await waitFor(() => expect(signOut).toHaveBeenCalledTimes(1));
  });

  it('here is the sign-out of the whole browser', async () => {
    const { user } = await visit(list(desk));
    await devices();
    await user.click(press('Sign out here'));
    await waitFor(() => expect(signOut).toHaveBeenCalledTimes(1));
  });
});

describe('the password', () => {
  const field = (name: string) => screen.getByLabelText(name, { selector: 'input' });
  async function change(answer: Record<string, unknown>) {
    const page = await visit({ ...list(desk), ChangePassword: () => ({ changePassword: answer }) });
    await devices();
    await page.user.type(field('Present password'), 'correct horse');
    await page.user.type(field('New password'), 'battery staple');
    await page.user.click(press('Change password'));
    return page;
  }

  it('is changed, and the fields are empty again', async () => {
    const { sent, container } = await change({ __typename: 'PasswordChanged', endedSessionCount: 1 });
    await waitFor(() => expect(screen.getByText('Password changed')).toBeVisible());
    expect(field('New password')).toHaveValue('');
    const input = { currentPassword: 'correct horse', newPassword: 'battery staple' };
    expect(sent).toContainEqual(['ChangePassword', { input }]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('stays when the present one is wrong, and leads back to it', async () => {
    await change({ __typename: 'WrongPassword', message: 'That is not your present password.' });
    expect(await screen.findByText('That is not your present password.')).toBeVisible();
    expect(field('Present password')).toHaveFocus();
  });

  it('shows at its field what the graph finds wrong, and below what is about none', async () => {
    const fields = [{ __typename: 'InvalidField', name: 'newPassword', message: 'Choose another one.' }];
    const { unmount } = await change({ __typename: 'InvalidInput', message: 'Please check.', fields });
    expect(await screen.findByText('Choose another one.')).toBeVisible();
    unmount();
    await change({ __typename: 'TooManyAttempts', message: 'Wait a little.' });
    expect(await screen.findByRole('alert')).toHaveTextContent('Wait a little, then try again.');
  });

  it('is not sent before it is whole', async () => {
    const { user, sent } = await visit(list(desk));
    await devices();
    await user.type(field('New password'), 'short');
    await user.click(press('Change password'));
    expect(await screen.findByText('Use at least 10 characters.')).toBeVisible();
    expect(screen.getByText('Enter the password you have now.')).toBeVisible();
    expect(sent.map(([name]) => name)).toEqual(['OpenSessionList']);
  });
});
