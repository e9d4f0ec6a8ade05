using Clinic.Web.Consultations;

namespace Clinic.Web.Pages;

/// <summary>The fields of the form as the page draws them: words, hints and help for browsers and phones.</summary>
public sealed class FormFields(ConsultationForm form, IReadOnlyDictionary<string, string> errors, ConsentWordings wordings)
{
    public FieldView FullName => Field(FieldKind.Text, nameof(form.FullName), "Name we should use", [form.FullName]) with
    {
        Hint = "Any name you like to be called by.",
        Autocomplete = "name",
        EnterKeyHint = "next",
        IsRequired = true,
    };

    public FieldView ContactMethod => Field(FieldKind.Radios, nameof(form.ContactMethod), "How should we contact you?", [form.ContactMethod]) with
    {
        Choices = AnswerChoices.ContactMethods,
        IsRequired = true,
    };

    public FieldView Phone => Field(FieldKind.Text, nameof(form.Phone), "Phone number", [PhoneNumber.TryParse(form.Phone, out var number) ? number!.ToString() : form.Phone]) with
    {
        Hint = "We need this if you chose a call or a text. Any way of writing it is fine.",
        Type = "tel",
        Autocomplete = "tel",
        InputMode = "tel",
        EnterKeyHint = "next",
    };

    public FieldView Email => Field(FieldKind.Text, nameof(form.Email), "E-mail address", [form.Email]) with
    {
        Hint = "We need this if you chose e-mail.",
        Type = "email",
        Autocomplete = "email",
        InputMode = "email",
        EnterKeyHint = "next",
    };

    /// <summary>Null unless the address looks like a slip.</summary>
    public FieldView? EmailIsRight => MailDomains.ProbablyMeant(form.Email) is null ? null
        : Field(FieldKind.Tick, nameof(form.EmailIsRight), $"Yes, {form.Email} is right", Tick(form.EmailIsRight));

    public FieldView ReceiptByEmail => Field(FieldKind.Tick, nameof(form.ReceiptByEmail), "Send me a short receipt by e-mail", Tick(form.ReceiptByEmail)) with
    {
        IsOptional = true,
        Hint = "It says that we received your request, and nothing about your health.",
    };

    public FieldView VoicemailOk => Field(FieldKind.Radios, nameof(form.VoicemailOk), "May we leave a voicemail?", [form.VoicemailOk.Length > 0 ? form.VoicemailOk : AnswerChoices.VoicemailNo]) with
    {
        IsOptional = true,
        Choices = AnswerChoices.Voicemail,
    };

    public FieldView ContactTimes => Field(FieldKind.Checkboxes, nameof(form.ContactTimes), "Good times to reach you", form.ContactTimes) with
    {
        IsOptional = true,
        Hint = "So that we call when it suits you. Choose up to three.",
        Choices = AnswerChoices.ContactTimes,
    };

    public FieldView State => Field(FieldKind.Select, nameof(form.State), "State you live in", [form.State]) with
    {
        Hint = "Our clinicians may treat only people in states where they hold a license.",
        Autocomplete = "address-level1",
        Choices = AnswerChoices.States,
        IsRequired = true,
    };

    /// <summary>Null unless the state is not served.</summary>
    public FieldView? ContinueOutside => errors.ContainsKey(nameof(form.ContinueOutside)) || form.ContinueOutside
        ? Field(FieldKind.Tick, nameof(form.ContinueOutside), "I know that your clinicians may not be able to treat me. Please contact me all the same.", Tick(form.ContinueOutside))
        : null;

    public FieldView IsAdult => Field(FieldKind.Tick, nameof(form.IsAdult), "I am 18 or older", Tick(form.IsAdult)) with { IsRequired = true };

    public FieldView Reasons => Field(FieldKind.Checkboxes, nameof(form.Reasons), "What would you like help with?", form.Reasons) with
    {
        IsOptional = true,
        Hint = "Choose up to five. Choosing one does not mean that ketamine helps it.",
        Choices = AnswerChoices.Reasons,
    };

    public FieldView PriorTreatments => Field(FieldKind.Checkboxes, nameof(form.PriorTreatments), "What have you tried so far?", form.PriorTreatments) with
    {
        IsOptional = true,
        Choices = AnswerChoices.PriorTreatments,
    };

    public FieldView SafetyNote => Field(FieldKind.Tick, nameof(form.SafetyNote), "I have a health condition or take a medicine that I want a clinician to know about before deciding. Please ask me.", Tick(form.SafetyNote)) with { IsOptional = true };

    public FieldView AccessNeeds => Field(FieldKind.Checkboxes, nameof(form.AccessNeeds), "Help you need to talk with us or visit", form.AccessNeeds) with
    {
        IsOptional = true,
        Choices = AnswerChoices.AccessNeeds,
    };

    public FieldView Message => Field(FieldKind.TextArea, nameof(form.Message), "Anything else we should know?", [form.Message]) with
    {
        IsOptional = true,
        Hint = $"Please leave out medical details. We will ask when we talk. Up to {ConsultationFormValidator.LongestMessage} characters.",
    };

    public FieldView ConsentContact => Field(FieldKind.Tick, nameof(form.ConsentContact), wordings.Current(ConsentPurpose.Contact).Text, Tick(form.ConsentContact)) with { IsRequired = true };

    public FieldView ConsentPlainChannel => Field(FieldKind.Tick, nameof(form.ConsentPlainChannel), wordings.Current(ConsentPurpose.PlainChannel).Text, Tick(form.ConsentPlainChannel)) with
    {
        Hint = "Needed only if you chose text or e-mail.",
    };

    /// <summary>Every error with the place it belongs to, in the order of the page.</summary>
    public IEnumerable<(string Target, string Sentence)> Summary() =>
        All().Where(field => field.Error is not null).Select(field => (field.Target, field.Error!));

    IEnumerable<FieldView> All() => new FieldView?[]
    {
        FullName, ContactMethod, Phone, Email, EmailIsRight, ReceiptByEmail, VoicemailOk, ContactTimes, State, ContinueOutside, IsAdult,
        Reasons, PriorTreatments, SafetyNote, AccessNeeds, Message, ConsentContact, ConsentPlainChannel,
    }.OfType<FieldView>();

    FieldView Field(FieldKind kind, string name, string label, IReadOnlyList<string> values) =>
        new(kind, name, label) { Values = values, Error = errors.GetValueOrDefault(name) };

    static string[] Tick(bool ticked) => ticked ? ["true"] : [];
}
