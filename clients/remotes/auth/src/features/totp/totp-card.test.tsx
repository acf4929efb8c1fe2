import '@testing-library/jest-dom';
import { MockLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { jest } from '@jest/globals';
import { createCache } from '@payloom/apollo-client/cache';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { Toaster } from '@payloom/ui-kit/toaster';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  BeginTotpSetupDocument,
  ConfirmTotpSetupDocument,
  OwnTotpDocument,
  RenewRecoveryCodesDocument,
  TurnOffTotpDocument,
} from './__generated__/totp.ts';
import { TotpCard } from './totp-card.tsx';

configure({ asyncUtilTimeout: 5_000 });

const user = (totpOn: boolean, recoveryCodesLeft = 0) => ({
  __typename: 'User',
  id: 'alice',
  totpOn,
  recoveryCodesLeft,
});
const own = (totpOn: boolean, left?: number) => ({
  request: { query: OwnTotpDocument },
  result: { data: { viewer: user(totpOn, left) } },
});
const begun = (beginTotpSetup: object) => ({
  request: { query: BeginTotpSetupDocument },
  result: { data: { beginTotpSetup } },
});
const confirmed = (confirmTotpSetup: object) => ({
  request: { query: ConfirmTotpSetupDocument, variables: { input: { code: '123456' } } },
  result: { data: { confirmTotpSetup } },
});
const setup = {
  __typename: 'TotpSetup',
  secret: 'JBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Payloom:alice?secret=JBSWY3DPEHPK3PXP',
};

function show(...mocks: MockLink.MockedResponse[]) {
  const shown = render(
    <MockedProvider link={new MockLink(mocks, { showWarnings: false })} cache={createCache()}>
      <>
        <TotpCard />
        <Toaster />
      </>
    </MockedProvider>,
  );
  return { ...shown, user: userEvent.setup() };
}
/** What is given to the browser to save; jsdom keeps no files. */
function savedFiles(): Blob[] {
  const saved: Blob[] = [];
  const createObjectURL = (file: Blob) => `blob:${saved.push(file)}`;
  Object.assign(URL, { createObjectURL, revokeObjectURL: () => undefined });
  return saved;
}
const button = (name: string) => screen.findByRole('button', { name });

describe('codes of an app', () => {
  it('are set up with a picture or a key, a first code, and recovery codes that are shown once', async () => {
    const turnedOn = {
      __typename: 'TotpTurnedOn',
      recoveryCodes: ['aaaa-bbbb', 'cccc-dddd'],
      user: user(true, 2),
    };
    const page = show(own(false), begun(setup), confirmed(turnedOn));
    await page.user.click(await button('Set up'));
    expect(await screen.findByRole('img', { name: 'QR code for your app' })).toBeVisible();
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeVisible();
    expect(await accessibilityProblems(page.container)).toEqual([]);
    await page.user.type(screen.getByLabelText('Code of the app'), '123456');
    await page.user.click(await button('Turn on'));
    const codes = within(await screen.findByRole('region', { name: 'Keep these recovery codes' }));
    expect(codes.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'aaaa-bbbb',
      'cccc-dddd',
    ]);
    expect(await accessibilityProblems(page.container)).toEqual([]);
    await page.user.click(await button('I have kept them'));
    expect(await screen.findByText('On. 2 recovery codes are left.')).toBeVisible();
  });

  it.each([
    ['WrongCode', 'That code is wrong'],
    ['TooManyAttempts', 'There were too many attempts'],
  ])('say what is wrong with a first code (%s)', async (__typename, sentence) => {
    const page = show(own(false), begun(setup), confirmed({ __typename, message: 'No.' }));
    await page.user.click(await button('Set up'));
    await page.user.type(await screen.findByLabelText('Code of the app'), '123456');
    await page.user.click(await button('Turn on'));
    expect(await screen.findByText(sentence, { exact: false })).toBeVisible();
    await page.user.click(await button('Cancel'));
    expect(await button('Set up')).toBeVisible();
  });

  it('are not set up by who will not show that it is them', async () => {
    const page = show(own(false), begun({ __typename: 'StepUpRequired', message: 'Show it.' }));
    await page.user.click(await button('Set up'));
    expect(await screen.findByRole('alert')).toHaveTextContent('You did not confirm that it is you.');
  });

  it('are turned off after a question', async () => {
    const turnOff = {
      request: { query: TurnOffTotpDocument },
      result: { data: { turnOffTotp: { __typename: 'TotpTurnedOff', user: user(false) } } },
    };
    const page = show(own(true, 1), turnOff);
    expect(await screen.findByText('On. 1 recovery code is left.')).toBeVisible();
    await page.user.click(await button('Turn off'));
    const dialog = within(await screen.findByRole('dialog'));
    await page.user.click(dialog.getByRole('button', { name: 'Turn off' }));
    expect(await screen.findByText('Not set up.')).toBeVisible();
  });

  it('get new recovery codes after a question, shown once, to copy, download or print', async () => {
    const renewed = {
      request: { query: RenewRecoveryCodesDocument },
      result: {
        data: {
          renewRecoveryCodes: {
            __typename: 'RecoveryCodesRenewed',
            recoveryCodes: ['eeee-ffff', 'gggg-hhhh'],
            user: user(true, 2),
          },
        },
      },
    };
    const print = jest.spyOn(window, 'print').mockImplementation(() => undefined);
    const saved = savedFiles();
    const page = show(own(true, 1), renewed);
    await page.user.click(await button('New recovery codes'));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/good no more/)).toBeVisible();
    await page.user.click(dialog.getByRole('button', { name: 'Make new codes' }));
    const codes = within(await screen.findByRole('region', { name: 'Keep these recovery codes' }));
    expect(codes.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'eeee-ffff',
      'gggg-hhhh',
    ]);
    await page.user.click(await button('Download'));
    expect(saved.map(({ size }) => size)).toEqual(['eeee-ffff\ngggg-hhhh\n'.length]);
    await page.user.click(await button('Print'));
    expect(print).toHaveBeenCalledTimes(1);
    expect(await accessibilityProblems(page.container)).toEqual([]);
    await page.user.click(await button('I have kept them'));
    expect(await screen.findByText('On. 2 recovery codes are left.')).toBeVisible();
    expect(screen.queryByText('eeee-ffff')).toBeNull();
  });

  it('keep the old recovery codes for who will not show that it is them', async () => {
    const asked = {
      request: { query: RenewRecoveryCodesDocument },
      result: { data: { renewRecoveryCodes: { __typename: 'StepUpRequired', message: 'Show it.' } } },
    };
    const page = show(own(true, 1), asked);
    await page.user.click(await button('New recovery codes'));
    await page.user.click(await button('Make new codes'));
    expect(await screen.findByText('Nothing was changed')).toBeVisible();
    expect(await screen.findByText('On. 1 recovery code is left.')).toBeVisible();
  });

  it('say so when they could not be loaded, and are asked for again', async () => {
    const lost = { request: { query: OwnTotpDocument }, error: new Error('lost') };
    const page = show(lost, own(false));
    await page.user.click(await button('Try again'));
    expect(await screen.findByText('Not set up.')).toBeVisible();
  });
});
