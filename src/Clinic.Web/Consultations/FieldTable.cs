using System.Collections.Immutable;

namespace Clinic.Web.Consultations;

/// <summary>
/// Every question of the form, in the order of the page. What is read, drawn, kept, mailed, shown and exported follows
/// from it.
/// A rule of its own stands in <see cref="ConsultationFormValidator"/>, its choices in <see cref="AnswerChoices"/>.
/// </summary>
public sealed class FieldTable(IReadOnlyList<FormField> fields)
{
    readonly ImmutableArray<FormField> all = [.. fields];

    public static FieldTable Ours { get; } = new(
    [
        new(nameof(ConsultationForm.State), FieldKind.Select, FormStep.Start, FieldNeed.Required, "State you live in")
        {
            HintFor = clinic => clinic.StatesServed,
            Autocomplete = "address-level1",
            Choices = AnswerChoices.States,
            NotOffered = "Choose a state from the list",
            ClinicLabel = "State",
        },
        new(nameof(ConsultationForm.ContinueOutside), FieldKind.Tick, FormStep.Start, FieldNeed.Depends,
            "I live elsewhere and know that your clinicians may not treat me. Please contact me all the same.")
        {
            Follows = Follows.StateElsewhere,
        },
        new(nameof(ConsultationForm.IsAdult), FieldKind.Tick, FormStep.Start, FieldNeed.Required, "I am 18 or older")
        {
            ClinicLabel = "18 or older",
            Told = _ => "Yes",
        },
        new(nameof(ConsultationForm.FullName), FieldKind.Text, FormStep.Reach, FieldNeed.Required, "Name we should use")
        {
            Autocomplete = "name",
            ClinicLabel = "Name",
            Part = ClinicPart.Person,
        },
        new(nameof(ConsultationForm.ContactMethod), FieldKind.Radios, FormStep.Reach, FieldNeed.Required,
            "How should we contact you?")
        {
            Choices = AnswerChoices.ContactMethods,
            NotOffered = "Choose phone call, text message or e-mail",
            ClinicLabel = "Contact by",
            Part = ClinicPart.Person,
            Told = request => request.Text(nameof(ConsultationForm.ContactMethod)) switch
            {
                AnswerChoices.Phone => "Phone call (do NOT text, do NOT e-mail)",
                AnswerChoices.TextMessage => "Text message (do NOT e-mail; call only if texting fails)",
                AnswerChoices.Email => "E-mail (do NOT text; do NOT call unless agreed by e-mail)",
                var other => other,
            },
        },
        new(nameof(ConsultationForm.Phone), FieldKind.Text, FormStep.Reach, FieldNeed.Depends, "Phone number")
        {
            Follows = Follows.CallOrText,
            Type = "tel",
            Autocomplete = "tel",
            InputMode = "tel",
            Shown = typed => PhoneNumber.TryParse(typed, out var number) ? number.ToString() : typed,
            ClinicLabel = "Phone",
            Part = ClinicPart.Person,
            Link = request =>
                PhoneNumber.TryParse(request.Text(nameof(ConsultationForm.Phone)), out var number) ? number.Link : null,
            Kept = form =>
                form.NeedsPhone && PhoneNumber.TryParse(form.Phone, out var number) ? [number.ToString()] : [],
            Told = request => request.Text(nameof(ConsultationForm.Phone)),
        },
        new(nameof(ConsultationForm.Email), FieldKind.Text, FormStep.Reach, FieldNeed.Depends, "E-mail address")
        {
            Follows = Follows.Email,
            Type = "email",
            Autocomplete = "email",
            InputMode = "email",
            Shown = typed => EmailAddress.TryParse(typed, out var address) ? address.Value : typed,
            ClinicLabel = "E-mail",
            Part = ClinicPart.Person,
            Kept = form => form.ContactMethod == AnswerChoices.Email
                && EmailAddress.TryParse(form.Email, out var address) ? [address.Value] : [],
            Told = request => request.Text(nameof(ConsultationForm.Email)),
        },
        new(nameof(ConsultationForm.EmailIsRight), FieldKind.Tick, FormStep.Reach, FieldNeed.Depends,
            "The address is right")
        {
            IsAsked = form => form.NeedsEmail && EmailAddress.TryParse(form.Email, out _)
                && MailDomains.ProbablyMeant(form.Email) is not null,
            LabelFor = form =>
                $"Yes, {(EmailAddress.TryParse(form.Email, out var address) ? address.Value : form.Email)} is right",
        },
        new(nameof(ConsultationForm.ReceiptByEmail), FieldKind.Tick, FormStep.Reach, FieldNeed.Optional,
            "Send me a short receipt by e-mail")
        {
            Follows = Follows.Email,
            Hint = "It names no health topic. An address gets one a day.",
        },
        new(nameof(ConsultationForm.ConsentContact), FieldKind.Tick, FormStep.Consent, FieldNeed.Required,
            "Please contact me")
        {
            Wording = ConsentPurpose.Contact,
        },
        new(nameof(ConsultationForm.ConsentPlainChannel), FieldKind.Tick, FormStep.Consent, FieldNeed.Depends,
            "Ordinary e-mail or text is fine")
        {
            Follows = Follows.TextOrEmail,
            Wording = ConsentPurpose.PlainChannel,
        },
        new(nameof(ConsultationForm.Message), FieldKind.TextArea, FormStep.More, FieldNeed.Optional,
            "Anything else we should know?")
        {
            Hint = $"Please leave out medical details. We will ask when we talk. Up to "
                + $"{ConsultationFormValidator.LongestMessage} characters.",
            ClinicLabel = "Message",
            Part = ClinicPart.OwnWords,
            Told = request => request.Text(nameof(ConsultationForm.Message)) ?? "None",
        },
        new(nameof(ConsultationForm.VoicemailOk), FieldKind.Radios, FormStep.More, FieldNeed.Optional,
            "May we leave a voicemail?")
        {
            Choices = AnswerChoices.Voicemail,
            NotOffered = "Choose whether we may leave a voicemail",
            ClinicLabel = "Voicemail",
            Part = ClinicPart.Person,
            Told = request => request.Text(nameof(ConsultationForm.Phone)) is null ? null
                : request.Text(nameof(ConsultationForm.VoicemailOk)) switch
                {
                    AnswerChoices.VoicemailYes or "true" => "Yes, a first name and a number only",
                    AnswerChoices.VoicemailNo or "false" => "NO, do not leave a voicemail",
                    _ => "not asked, so leave none",
                },
        },
        new(nameof(ConsultationForm.ContactTimes), FieldKind.Checkboxes, FormStep.More, FieldNeed.Optional,
            "Good times to reach you")
        {
            Hint = "So that we call when it suits you. Choose up to three.",
            Choices = AnswerChoices.ContactTimes,
            NotOffered = "Choose times from the list",
            ClinicLabel = "Good times",
            Part = ClinicPart.Person,
        },
        new(nameof(ConsultationForm.Reasons), FieldKind.Checkboxes, FormStep.More, FieldNeed.Optional,
            "What would you like help with?")
        {
            Hint = "Choose up to five, or only the first. Choosing one does not mean that ketamine helps it.",
            Choices = AnswerChoices.Reasons,
            NotOffered = "Choose reasons from the list",
            ClinicLabel = "Reasons",
            Kept = form => AnswerChoices.TalkClearsTheRest(form.Reasons),
        },
        new(nameof(ConsultationForm.PriorTreatments), FieldKind.Checkboxes, FormStep.More, FieldNeed.Optional,
            "What have you tried so far?")
        {
            Choices = AnswerChoices.PriorTreatments,
            NotOffered = "Choose treatments from the list",
            ClinicLabel = "Tried before",
            Kept = form => AnswerChoices.TalkClearsTheRest(form.PriorTreatments),
        },
        new(nameof(ConsultationForm.SafetyNote), FieldKind.Tick, FormStep.More, FieldNeed.Optional,
            "I have a health condition or take a medicine that I want a clinician to know about before deciding. Please ask me.")
        {
            ClinicLabel = "Health or medicine to ask about",
            Told = request => request.IsTicked(nameof(ConsultationForm.SafetyNote)) ? "Yes, please ask" : "Not ticked",
        },
        new(nameof(ConsultationForm.AccessNeeds), FieldKind.Checkboxes, FormStep.More, FieldNeed.Optional,
            "Help you need to talk with us or visit")
        {
            Choices = AnswerChoices.AccessNeeds,
            NotOffered = "Choose the help you need from the list",
            ClinicLabel = "Access needs",
        },
    ]);

    public IReadOnlyList<FormField> All => all;

    public IReadOnlyList<string> Names { get; } = [.. fields.Select(one => one.Name)];

    /// <summary>What is kept and told to the clinic, in the order in which it is told.</summary>
    public IEnumerable<FormField> Told => all.Where(one => one.ClinicLabel is not null).OrderBy(one => one.Part);

    public FormField? Find(string name) => all.FirstOrDefault(field => field.Name == name);

    public FieldTable With(FormField another) => new([.. all, another]);
}
