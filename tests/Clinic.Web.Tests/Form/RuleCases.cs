using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Form;

/// <summary>Every rule of the form from both sides: field, what is sent, the the sentence or null when it is accepted, the way of contact it is sent with, and one more answer as "field=value".</summary>
public static class RuleCases
{
    const string Name = "Enter a name with letters, digits, spaces and marks such as - ' . , & and ( ) only";
    const string Phone = "Enter a US phone number with an area code, like (202) 555-0143";
    const string Email = "Enter an e-mail address in the form name@example.com";
    const string Adult = "Tick the box if you are 18 or older. If you are younger, we keep nothing: please talk with a parent or a doctor, or call or text 988";
    const string Slip = "Did you mean robin@gmail.com? Correct the address, or tick the box if it is right as you typed it";
    const string Outside = "Our clinicians may not treat people who live there. Tick the box if we should contact you all the same, or look for a clinic near you";
    const string PlainChannel = "Tick the box to let us use ordinary e-mail or text, or choose a phone call instead";

    public static TheoryData<string, string[], string?, string, string> All()
    {
        var cases = new TheoryData<string, string[], string?, string, string>();

        void Sent(string field, string? sentence, params string[] values) => cases.Add(field, values, sentence, AnswerChoices.Phone, "");
        void By(string method, string field, string? sentence, params string[] values) => cases.Add(field, values, sentence, method, "");
        void ByWith(string method, string other, string field, string? sentence, params string[] values) => cases.Add(field, values, sentence, method, other);
        void With(string other, string field, string? sentence, params string[] values) => cases.Add(field, values, sentence, AnswerChoices.Phone, other);

        Sent("FullName", null, "Bo");
        Sent("FullName", null, "李小龍");
        Sent("FullName", null, "D’Arcy O'Neil-Núñez, Jr.");
        Sent("FullName", null, new string('a', 100));
        Sent("FullName", null, "𠮷野 " + string.Concat(Enumerable.Repeat("𠮷", 97)));
        Sent("FullName", null, "निर्मला");
        Sent("FullName", "Shorten the name to 100 characters or fewer", new string('a', 101));
        Sent("FullName", "Enter the name we should use", "");
        Sent("FullName", "Enter the name we should use", " \u00A0\t ");
        Sent("FullName", null, "Robin\nNeil");
        Sent("FullName", null, "Robin\u202EnibO");
        Sent("FullName", Name, "Robin <b>");
        Sent("FullName", Name, "https://robin.example");
        Sent("FullName", null, "Robin 3rd");
        Sent("FullName", "Enter a name with at least one letter", "-.'");

        Sent("ContactMethod", "Choose how we should contact you");
        Sent("ContactMethod", "Choose phone call, text message or e-mail", "Pigeon");
        Sent("ContactMethod", "Choose phone call, text message or e-mail", "phone");
        By("Text", "ContactMethod", null, "Text");
        By("Email", "ContactMethod", null, "Email");

        Sent("Phone", null, "+1 202.555.0143 ext 12");
        Sent("Phone", "Enter a phone number, so that we can call or text you", "");
        By("Text", "Phone", "Enter a phone number, so that we can call or text you");
        By("Email", "Phone", null, "");
        By("Email", "Phone", null, "555-0143");
        Sent("Phone", Phone, "+44 20 7946 0958");

        By("Email", "Email", null, "a.b+c@sub.example.com");
        By("Email", "Email", "Enter an e-mail address, so that we can write to you", "");
        By("Email", "Email", Email, "robin@example");
        Sent("Email", null, "");
        Sent("Email", null, "robin at example.com");

        By("Email", "Email", "Enter the whole e-mail address. Did you mean robin@gmail.com?", "robin@gmail");

        With("Email=robin@gmial.com", "EmailIsRight", null);
        ByWith("Email", "Email=robin@gmail.com", "EmailIsRight", null);
        ByWith("Email", "Email=robin@gmial.com", "EmailIsRight", Slip);
        ByWith("Email", "Email=robin@gmial.com", "EmailIsRight", null, "true");

        ByWith("Email", "Email=robin@example.com", "ReceiptByEmail", null, "true");
        With("ReceiptByEmail=true", "Email", null, "");
        With("ReceiptByEmail=true", "Email", null, "robin at example.com");
        ByWith("Email", "ReceiptByEmail=true", "Email", "We cannot send a receipt to an address with such letters: untick the receipt, or enter another address", "жанна@example.com");
        Sent("Email", null, "жанна@example.com");
        ByWith("Email", "ReceiptByEmail=true", "Email", null, "robin@münchen.example");

        Sent("VoicemailOk", null, "No");
        Sent("VoicemailOk", null, "NameAndNumber");
        Sent("VoicemailOk", null);
        Sent("VoicemailOk", "Choose whether we may leave a voicemail", "Sing");

        Sent("ContactTimes", null, "Morning", "Afternoon", "Evening");
        Sent("ContactTimes", "Choose up to 3 times, or \"Any time\"", "Morning", "Afternoon", "Evening", "Any");
        Sent("ContactTimes", "Choose times from the list", "Midnight");

        Sent("State", null, "DC");
        With("ContinueOutside=true", "State", null, "CA");
        With("ContinueOutside=true", "State", null, "XX");
        Sent("State", "Choose the state you live in", "");
        Sent("State", "Choose a state from the list", "ZZ");

        Sent("ContinueOutside", null);
        With("State=CA", "ContinueOutside", null, "true");
        With("State=CA", "ContinueOutside", Outside);
        With("State=XX", "ContinueOutside", Outside, "false");

        Sent("IsAdult", null, "on");
        Sent("IsAdult", Adult);
        Sent("IsAdult", Adult, "false");

        Sent("Reasons", null, "LowMood", "Anxiety", "Trauma", "LongTermPain", "Crps");
        Sent("Reasons", "Choose up to 5 reasons", "LowMood", "Anxiety", "Trauma", "LongTermPain", "Crps", "SomethingElse");
        Sent("Reasons", "Choose reasons from the list", "Curiosity");

        Sent("PriorTreatments", null, [.. AnswerChoices.PriorTreatments.Select(choice => choice.Value)]);
        Sent("PriorTreatments", "Choose treatments from the list", "Leeches");

        Sent("SafetyNote", null, "true");
        Sent("SafetyNote", null);

        Sent("AccessNeeds", null, [.. AnswerChoices.AccessNeeds.Select(choice => choice.Value)]);
        Sent("AccessNeeds", "Choose the help you need from the list", "Parking");

        Sent("Message", null, "");
        Sent("Message", null, new string('m', 500));
        Sent("Message", null, string.Concat(Enumerable.Repeat("🙂", 500)));
        Sent("Message", "Shorten your message to 500 characters or fewer. It has 501 now", new string('m', 501));
        Sent("Message", null, string.Join("\r\n", Enumerable.Range(1, 90)));
        Sent("Message", null, "a bell\u0007, turned \u2066around");

        Sent("ConsentContact", "Tick the box to let us contact you, or call us instead");
        Sent("ConsentPlainChannel", null);
        By("Text", "ConsentPlainChannel", PlainChannel);
        By("Email", "ConsentPlainChannel", PlainChannel, "false");
        return cases;
    }
}
