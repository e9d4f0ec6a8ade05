using System.Globalization;
using System.Text;
using Clinic.Web.Clinic;
using FluentValidation;

namespace Clinic.Web.Consultations;

/// <summary>
/// Every rule that is one field's own, beside its sentence; what holds for all fields of a kind is in <see
/// cref="FormField.Mistake"/>.
/// </summary>
public sealed class ConsultationFormValidator : AbstractValidator<ConsultationForm>
{
    public const int LongestName = 100;
    public const int LongestMessage = 500;
    public const int MostReasons = 5;
    public const int MostContactTimes = 3;

    public ConsultationFormValidator(CurrentClinic clinic)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(form => form.FullName)
            .NotEmpty().WithMessage("Enter the name we should use")
            .Must(name => TypedText.Length(name) <= LongestName)
                .WithMessage($"Shorten the name to {LongestName} characters or fewer")
            .Must(PersonName.HasOnlyWhatNamesHave).WithMessage(
                "Enter a name with letters, digits, spaces and marks such as - ' . , & and ( ) only")
            .Must(name => name.EnumerateRunes().Any(Rune.IsLetter))
                .WithMessage("Enter a name with at least one letter");

        RuleFor(form => form.ContactMethod)
            .NotEmpty().WithMessage("Choose how we should contact you");

        // What the answers before do not ask for is not on the page, and not judged.
        When(form => form.NeedsPhone, () => RuleFor(form => form.Phone)
            .NotEmpty().WithMessage("Enter a phone number, so that we can call or text you")
            .Must(phone => PhoneNumber.TryParse(phone, out _))
                .WithMessage("Enter a US phone number with an area code, like (202) 555-0143"));

        When(form => form.NeedsEmail, () =>
        {
            RuleFor(form => form.Email)
                .NotEmpty().WithMessage("Enter an e-mail address, so that we can write to you")
                .Must(email => EmailAddress.TryParse(email, out _) || MailDomains.ProbablyMeant(email) is null)
                    .WithMessage(form =>
                        $"Enter the whole e-mail address. Did you mean {MailDomains.ProbablyMeant(form.Email)}?")
                .Must(email => EmailAddress.TryParse(email, out _))
                    .WithMessage("Enter an e-mail address in the form name@example.com")
                // Most mail servers refuse them, and one such receipt would look like a server in trouble to the mail
                // of everybody else.
                .Must(email => EmailAddress.TryParse(email, out var address) && Ascii.IsValid(address.LocalPart))
                    .When(form => form.WantsReceipt, ApplyConditionTo.CurrentValidator)
                    .WithMessage("We cannot send a receipt to an address with such letters: untick the receipt, or enter another address");

            RuleFor(form => form.EmailIsRight)
                .Equal(true).When(form =>
                    EmailAddress.TryParse(form.Email, out _) && MailDomains.ProbablyMeant(form.Email) is not null)
                .WithMessage(form => $"Did you mean {MailDomains.ProbablyMeant(form.Email)}? Correct the address, or "
                    + $"tick the box if it is right as you typed it");
        });

        RuleFor(form => form.ContactTimes)
            .Must(times => times.Count <= MostContactTimes)
                .WithMessage($"Choose up to {MostContactTimes} times, or \"Any time\"");

        RuleFor(form => form.State)
            .NotEmpty().WithMessage("Choose the state you live in");

        RuleFor(form => form.ContinueOutside)
            .Equal(true).When(form =>
                AnswerChoices.States.Offers(form.State) && !clinic.Profile.States.Contains(form.State))
            .WithMessage("Our clinicians may not treat people who live there. Tick the box if we should contact you "
                + "all the same, or look for a clinic near you");

        RuleFor(form => form.IsAdult)
            .Equal(true).WithMessage(_ => $"Tick the box if you are 18 or older. If you are younger, we keep nothing: "
                + $"please talk with a parent or a doctor, or {clinic.Profile.InDespair}");

        RuleFor(form => form.Reasons)
            .Must(reasons => reasons.Count <= MostReasons).WithMessage($"Choose up to {MostReasons} reasons");

        RuleFor(form => form.Message)
            .Must(message => TypedText.Length(message) <= LongestMessage)
                .WithMessage(form => string.Create(CultureInfo.InvariantCulture,
                    $"Shorten your message to {LongestMessage} characters or fewer. It has {TypedText.Length(form.Message):N0} now"));

        RuleFor(form => form.ConsentContact)
            .Equal(true).WithMessage("Tick the box to let us contact you, or call us instead");

        RuleFor(form => form.ConsentPlainChannel)
            .Equal(true).When(form => form.NeedsPlainChannel)
                .WithMessage("Tick the box to let us use ordinary e-mail or text, or choose a phone call instead");

        // Last, since the first sentence about a field is the one that is shown.
        RuleFor(form => form).Custom((form, context) =>
        {
            foreach (var field in form.Table.All)
                if (field.Mistake(form.Values(field.Name)) is { } sentence) context.AddFailure(field.Name, sentence);
        });
    }
}
