import '@testing-library/jest-dom';
import type { MockLink } from '@apollo/client/testing';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ChangeSettingDocument,
  SettingsDocument,
  type ChangeSettingMutation,
  type SettingRowFragment,
} from '../../features/settings/__generated__/settings.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { dailyLimit, notice, registration } from '../../testing/settings.ts';
import { SettingsPage } from './settings-page.tsx';

const all: MockLink.MockedResponse = {
  request: { query: SettingsDocument },
  result: { data: { settings: [registration, notice, dailyLimit] } },
};
const answer = (
  input: Record<string, unknown>,
  changeSetting: ChangeSettingMutation['changeSetting'],
): MockLink.MockedResponse => ({
  request: { query: ChangeSettingDocument, variables: { input } },
  result: { data: { changeSetting } },
});
const closed: SettingRowFragment = { ...registration, boolean: false, isDefault: false, version: 1 };
const changed = (setting: SettingRowFragment) => ({
  settingChanged: {
    __typename: 'SettingChanged',
    cursor: '1',
    type: 'admin.setting.changed',
    at: '2026-11-27T10:00:00.000Z',
    setting,
  },
});

async function openForm(title: string, mocks: MockLink.MockedResponse[] = []) {
  const user = userEvent.setup();
  const shown = renderPage(<SettingsPage />, '/admin/settings', [all, ...mocks]);
  await user.click(await screen.findByRole('button', { name: `Change: ${title}` }));
  const form = within(screen.getByRole('dialog', { name: title }));
  return { ...shown, user, form };
}

test('shows each setting in words, who changed it last and why', async () => {
  const { container } = renderPage(<SettingsPage />, '/admin/settings', [all]);
  expect(screen.getByText('Loading settings')).toBeInTheDocument();
  const limits = within(await screen.findByRole('region', { name: 'Limits of payments' }));
  expect(limits.getByText('1,000.50 EUR')).toBeInTheDocument();
  expect(limits.getByText(/by Ada Admin: “Before the holidays.”/)).toBeInTheDocument();
  expect(within(screen.getByRole('region', { name: 'Notice' })).getByText('Nothing')).toBeInTheDocument();
  expect(within(screen.getByRole('region', { name: 'Accounts' })).getByText('Default')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('changes a setting with a reason', async () => {
  const input = { key: 'registration.open', version: 0, boolean: false, reason: 'Too many robots.' };
  const { user, form } = await openForm('Sign-up is open', [
    answer(input, { __typename: 'ChangedSetting', setting: closed }),
  ]);
  await user.click(form.getByRole('checkbox', { name: 'Sign-up is open' }));
  await user.click(form.getByRole('button', { name: 'Change for everybody' }));
  expect(form.getByText('Say why: it is kept in the audit log.')).toBeInTheDocument();
  expect(await accessibilityProblems(screen.getByRole('dialog'))).toEqual([]);
  await user.type(form.getByRole('textbox', { name: 'Reason' }), 'Too many robots.');
  await user.click(form.getByRole('button', { name: 'Change for everybody' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(within(screen.getByRole('region', { name: 'Accounts' })).getByText('No')).toBeInTheDocument();
});

test('follows what others change', async () => {
  const { push } = renderPage(<SettingsPage />, '/admin/settings', [all]);
  const accounts = within(await screen.findByRole('region', { name: 'Accounts' }));
  act(() => push(changed(closed)));
  expect(await accounts.findByText('No')).toBeInTheDocument();
  expect(accounts.getByText('Sign-up is open is now No')).toBeInTheDocument();
});

test('shows what somebody else made of it meanwhile, and replaces that only when asked again', async () => {
  const theirs: SettingRowFragment = {
    ...notice,
    text: 'Back at one.',
    version: 1,
    changedBy: dailyLimit.changedBy,
    changedAt: dailyLimit.changedAt,
    reason: 'Later.',
  };
  const message = 'Somebody else changed this setting in the meantime.';
  const input = { key: 'notice.text', version: 0, text: 'Back at noon.', reason: 'Lunch.' };
  const { user, form } = await openForm('Notice to everybody', [
    answer(input, { __typename: 'SettingChangedMeanwhile', message, setting: theirs }),
    answer(
      { ...input, version: 1 },
      { __typename: 'ChangedSetting', setting: { ...theirs, text: 'Back at noon.', version: 2 } },
    ),
  ]);
  await user.type(form.getByRole('textbox', { name: 'Notice to everybody' }), 'Back at noon.');
  await user.type(form.getByRole('textbox', { name: 'Reason' }), 'Lunch.');
  await user.click(form.getByRole('button', { name: 'Change for everybody' }));
  expect(await form.findByText(/Ada Admin has changed this.*“Back at one.”/)).toBeInTheDocument();
  await user.click(form.getByRole('button', { name: 'Replace it for everybody' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(await screen.findByText('Back at noon.')).toBeInTheDocument();
});

test('says what is wrong with a value, the page and the graph alike, and keeps what was typed', async () => {
  const fields = [
    { __typename: 'InvalidField' as const, name: 'amountMinor', message: 'Must be at most 1.' },
  ];
  const { user, form } = await openForm('Daily limit in EUR', [
    answer(
      { key: dailyLimit.id, version: 3, amountMinor: 200, reason: 'Low.' },
      { __typename: 'InvalidInput', message: 'Please check: amountMinor.', fields },
    ),
  ]);
  const amount = form.getByRole('textbox', { name: 'Daily limit in EUR' });
  expect(amount).toHaveValue('1,000.50');
  await user.clear(amount);
  await user.type(form.getByRole('textbox', { name: 'Reason' }), 'Low.');
  await user.click(form.getByRole('button', { name: 'Change for everybody' }));
  expect(form.getByText('Enter an amount.')).toBeInTheDocument();
  await user.type(amount, '2');
  await user.click(form.getByRole('button', { name: 'Change for everybody' }));
  expect(await form.findByText('Must be at most 1.')).toBeInTheDocument();
  expect(amount).toHaveValue('2');
});

test('says what failed and tries again; tells somebody who is no administrator', async () => {
  const user = userEvent.setup();
  const forbidden = { message: 'You may not do this.', extensions: { code: 'FORBIDDEN' } };
  renderPage(<SettingsPage />, '/admin/settings', [
    { request: { query: SettingsDocument }, error: new Error('lost') },
    { request: { query: SettingsDocument }, result: { data: null, errors: [forbidden] } },
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent('The settings could not be loaded.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('This page is for administrators')).toBeInTheDocument();
});

test('says so when live updates stop, and catches up when they are resumed', async () => {
  const user = userEvent.setup();
  const { breakLive } = renderPage(<SettingsPage />, '/admin/settings', [
    all,
    { request: { query: SettingsDocument }, result: { data: { settings: [closed] } } },
  ]);
  await screen.findByRole('region', { name: 'Accounts' });
  act(() => breakLive());
  await user.click(await screen.findByRole('button', { name: 'Resume' }));
  expect(await screen.findByText('No')).toBeInTheDocument();
});
