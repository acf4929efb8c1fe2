import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm } from 'react-hook-form';
import { Button } from './button.tsx';
import { FormField } from './form-field.tsx';
import { Input } from './input.tsx';
import { MoneyInput } from './money-input.tsx';
import { PasswordInput } from './password-input.tsx';
import { NativeSelect, Select } from './select.tsx';
import { accessibilityProblems } from './testing/axe.ts';

const accounts = [
  { value: 'CUSTOMER', label: 'For myself' },
  { value: 'VENDOR', label: 'For a business' },
] as const;

describe('a form field', () => {
  test('names its control and reads the description and the error with it', async () => {
    const { container } = render(
      <FormField
        label="Email"
        description="Of the recipient."
        error={{ message: 'Enter an email.' }}
        required
      >
        <Input />
      </FormField>,
    );
    const input = screen.getByRole('textbox', { name: 'Email' });
    expect(input).toHaveAccessibleDescription('Of the recipient. Enter an email.');
    expect(input).toBeInvalid();
    expect(input).toBeRequired();
    expect(screen.getByRole('alert')).toHaveTextContent('Enter an email.');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  test('leaves a control without an error valid and undescribed', () => {
    render(
      <FormField label="Note" optional>
        <Input />
      </FormField>,
    );
    const note = screen.getByRole('textbox', { name: 'Note' });
    expect(note).toBeValid();
    expect(note).not.toHaveAttribute('aria-describedby');
    expect(screen.getByText('Optional')).toBeInTheDocument();
  });

  test('serves every control of the kit', async () => {
    const { container } = render(
      <>
        <FormField label="Password" error="Too short.">
          <PasswordInput />
        </FormField>
        <FormField label="Account">
          <Select options={accounts} value="CUSTOMER" />
        </FormField>
        <FormField label="Zone">
          <NativeSelect>
            <option>Europe/Zurich</option>
          </NativeSelect>
        </FormField>
        <FormField label="Amount">
          <MoneyInput currency="EUR" />
        </FormField>
      </>,
    );
    expect(screen.getByLabelText('Password')).toBeInvalid();
    expect(screen.getByRole('combobox', { name: 'Account' })).toHaveTextContent('For myself');
    expect(screen.getByRole('combobox', { name: 'Zone' })).toHaveValue('Europe/Zurich');
    expect(screen.getByRole('textbox', { name: 'Amount' })).toHaveAttribute('inputmode', 'decimal');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

test.each([
  ['EUR', '0.00'],
  ['JPY', '0'],
  ['KWD', '0.000'],
])('an amount in %s is asked for with its decimals: %s', (currency, placeholder) => {
  render(<MoneyInput currency={currency} aria-label="Amount" />);
  expect(screen.getByLabelText('Amount')).toHaveAttribute('placeholder', placeholder);
});

test('a password shows itself only when asked', async () => {
  const user = userEvent.setup();
  render(<PasswordInput aria-label="Password" defaultValue="correct horse" />);
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password');
  await user.click(screen.getByRole('button', { name: 'Show password' }));
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'text');
  await user.click(screen.getByRole('button', { name: 'Hide password' }));
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password');
});

test('a select is chosen from by keyboard alone', async () => {
  const user = userEvent.setup();
  const chosen: string[] = [];
  render(
    <Select
      aria-label="Account"
      options={accounts}
      value="CUSTOMER"
      onValueChange={(value) => chosen.push(value)}
    />,
  );
  await user.tab();
  await user.keyboard('{Enter}');
  expect(await screen.findAllByRole('option')).toHaveLength(2);
  await user.keyboard('{ArrowDown}{Enter}');
  expect(chosen).toEqual(['VENDOR']);
});

describe('a money input', () => {
  function Form({ onAmount }: { onAmount: (amount: string) => void }) {
    const { register, handleSubmit } = useForm({ defaultValues: { amount: '' } });
    return (
      <form onSubmit={(event) => void handleSubmit(({ amount }) => onAmount(amount))(event)}>
        <MoneyInput currency="EUR" aria-label="Amount" {...register('amount')} />
        <Button type="submit">Pay</Button>
      </form>
    );
  }

  test('writes the amount out when it is left, and the form gets that', async () => {
    const user = userEvent.setup();
    const amounts: string[] = [];
    render(<Form onAmount={(amount) => amounts.push(amount)} />);
    await user.type(screen.getByLabelText('Amount'), '1234,5');
    await user.tab();
    expect(screen.getByLabelText('Amount')).toHaveValue('1,234.50');
    await user.click(screen.getByRole('button', { name: 'Pay' }));
    expect(amounts).toEqual(['1,234.50']);
  });

  test('leaves what it cannot read as it was typed', async () => {
    const user = userEvent.setup();
    render(<Form onAmount={() => undefined} />);
    await user.type(screen.getByLabelText('Amount'), '25.505');
    await user.tab();
    expect(screen.getByLabelText('Amount')).toHaveValue('25.505');
  });
});

describe('a busy button', () => {
  test('keeps its label and the focus, and does nothing a second time', async () => {
    const user = userEvent.setup();
    let presses = 0;
    const press = (): void => {
      presses += 1;
    };
    const { rerender } = render(<Button onClick={press}>Pay</Button>);
    await user.click(screen.getByRole('button', { name: 'Pay' }));
    rerender(
      <Button busy onClick={press}>
        Pay
      </Button>,
    );
    await user.keyboard('{Enter}');
    expect(presses).toBe(1);
    expect(screen.getByRole('button', { name: 'Pay' })).toHaveFocus();
    expect(screen.getByRole('button')).toHaveAttribute('aria-busy', 'true');
  });

  test('does not send a form a second time', async () => {
    const user = userEvent.setup();
    let sent = 0;
    render(
      <form onSubmit={() => (sent += 1)}>
        <Button type="submit" busy>
          Pay
        </Button>
      </form>,
    );
    await user.click(screen.getByRole('button', { name: 'Pay' }));
    expect(sent).toBe(0);
  });

  test('lends its looks to a link', () => {
    render(
      <Button asChild variant="outline">
        <a href="/pay">Pay somebody</a>
      </Button>,
    );
    expect(screen.getByRole('link', { name: 'Pay somebody' })).toHaveClass('rounded-lg');
  });
});
