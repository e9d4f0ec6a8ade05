using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>What is written where nothing stood before.</summary>
public abstract record NewValue
{
    NewValue()
    {
    }

    public abstract string Meaning { get; }

    /// <summary>In one line.</summary>
    /// <param name="sibling">The same in the entry beside it, whose quotes are followed.</param>
    public abstract string Flow(YamlPart? sibling);

    public sealed record Text(string Value) : NewValue
    {
        public override string Meaning => YamlMeaning.OfText(Value);

        public override string Flow(YamlPart? sibling) =>
            ScalarWriting.New(Value, sibling is { IsText: true } text ? text.Shape : null);
    }

    public sealed record List(IReadOnlyList<string> Values) : NewValue
    {
        public override string Meaning => YamlMeaning.OfList(Values);

        public override string Flow(YamlPart? sibling) =>
            $"[{string.Join(", ", Values.Select(value => ScalarWriting.New(value)))}]";
    }

    public sealed record Map(IReadOnlyList<(string Key, NewValue Value)> Pairs) : NewValue
    {
        public override string Meaning => YamlMeaning.OfMap(Pairs.Select(pair => (pair.Key, pair.Value.Meaning)));

        public override string Flow(YamlPart? sibling) =>
            $"{{{string.Join(", ", Pairs.Select(pair => Pair(pair, sibling)))}}}";

        /// <summary>One line for each key.</summary>
        public IEnumerable<string> Lines(YamlPart? sibling) => Pairs.Select(pair => Pair(pair, sibling));

        static string Pair((string Key, NewValue Value) pair, YamlPart? sibling) =>
            $"{ScalarWriting.New(pair.Key)}: {pair.Value.Flow(sibling?.At(YamlPath.Child(YamlPath.Root, pair.Key)))}";
    }
}
