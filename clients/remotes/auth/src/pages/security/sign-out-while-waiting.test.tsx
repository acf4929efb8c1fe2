import '@testing-library/jest-dom';
import { jest } from '@jest/globals';
import { leaving } from '@payloom/offline/leaving';
import { vault } from '@payloom/offline/vault';
import { session } from '@payloom/session/session';
import { act, configure, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { desk, devices, list, phone, press, visit } from '../../testing/security-page.tsx';

configure({ asyncUtilTimeout: 15_000 });

describe('while a payment waits for the network', () => {
  let stop: () => void;
  beforeEach(() => {
    jest.spyOn(vault, 'count').mockResolvedValue(1);
    stop = leaving.subscribe(() => undefined);
  });
  afterEach(() => {
    stop();
    jest.restoreAllMocks();
  });
  const isAsked = () => waitFor(() => expect(leaving.getState()).toBe(1));
  const everywhere = async (user: UserEvent) => {
    await user.click(press('Sign out everywhere'));
    const dialog = await screen.findByRole('dialog', { name: 'Sign out everywhere?' });
    await user.click(within(dialog).getByRole('button', { name: 'Sign out everywhere' }));
    await isAsked();
  };

  it('nobody is signed out everywhere before it is asked about', async () => {
    const signOut = jest.spyOn(session, 'signOut').mockResolvedValue();
    const { user, sent } = await visit({
      ...list(phone, desk),
      EndAllSessions: () => ({ endAllSessions: { __typename: 'SessionsEnded', count: 2 } }),
    });
    await devices();
    await everywhere(user);
    act(() => leaving.answer(false));
    await waitFor(() => expect(press('Sign out everywhere')).not.toHaveAttribute('aria-busy'));
    expect(sent).not.toContainEqual(['EndAllSessions', {}]);

    await everywhere(user);
    expect(sent).not.toContainEqual(['EndAllSessions', {}]);
    act(() => leaving.answer(true));
    await waitFor(() => expect(signOut).toHaveBeenCalledTimes(1));
    expect(sent).toContainEqual(['EndAllSessions', {}]);
    expect(leaving.takeKnown()).toBe(true);
  });

  it('who could not be signed out everywhere has left nothing', async () => {
    const { user } = await visit({
      ...list(phone, desk),
      EndAllSessions: () => Promise.reject(new TypeError('Failed to fetch')),
    });
    await devices();
    await everywhere(user);
    act(() => leaving.answer(true));
    expect(await screen.findByText('Nobody was signed out')).toBeInTheDocument();
    expect(leaving.takeKnown()).toBe(false);
  });

  it('this device is not signed out before it is asked about either', async () => {
    const signOut = jest.spyOn(session, 'signOut').mockResolvedValue();
    const { user } = await visit(list(desk));
    await devices();
    await user.click(press('Sign out here'));
    await isAsked();
    expect(signOut).not.toHaveBeenCalled();
    act(() => leaving.answer(true));
    await waitFor(() => expect(signOut).toHaveBeenCalledTimes(1));
    leaving.takeKnown();
  });
});
