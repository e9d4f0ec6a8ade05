using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Clinic.Web.Articles.Crisis;

/// <summary>
/// Sees what no rule foresaw: logistic regression over single words and pairs of neighbors, learned from the phrases of
/// crisis-words.yaml. The same phrases always give the same weights. Words are kept as hashes, which take a quarter of
/// the bytes that browsers would wait for; only the weightiest hashes are kept.
/// </summary>
public sealed class PhraseClassifier
{
    public static readonly PhraseClassifier None = new([], 0);

    /// <summary>What the form may weigh allows no more.</summary>
    const int MostFeatures = 3040;
    const int HashBits = 15;
    /// <summary>Weights are whole numbers of this unit, and no larger than <see cref="Heaviest"/> of them.</summary>
    const double Unit = 1;
    const int Heaviest = 3;
    /// <summary>How sure it must be, in logits: chosen by trying phrases that nothing was learned from.</summary>
    const double Threshold = 0.5;

    const string Start = "^", End = "$";
    // Packed, a letter from 0 on counts the hashes between two that are kept, a letter from A on is a weight.
    const char NoGap = '0', Lightest = 'A', LongGap = '~';
    const int LongestGap = 44;

    static readonly Lock Learning = new();
    static (IReadOnlyList<string> Despair, IReadOnlyList<string> Harmless, PhraseClassifier Learned)? last;

    readonly IReadOnlyDictionary<int, int> weights;
    readonly int bias;

    PhraseClassifier(Dictionary<int, int> weights, int bias) => (this.weights, this.bias) = (weights, bias);

    /// <summary>As the browser reads it: the bias, the gaps between hashes, and their weights.</summary>
    public string Packed
    {
        get
        {
            var (gaps, kept, next) = (new StringBuilder(), new StringBuilder(), 0);
            foreach (var (feature, weight) in weights.OrderBy(weight => weight.Key))
            {
                var (longGaps, gap) = Math.DivRem(feature - next, LongestGap);
                gaps.Append(LongGap, longGaps).Append((char)(NoGap + gap));
                kept.Append((char)(Lightest + Heaviest + weight));
                next = feature + 1;
            }
            return string.Create(CultureInfo.InvariantCulture, $"{bias}/{gaps}/{kept}");
        }
    }

    /// <summary>A file is often read again with the same phrases: then it is what was learned before.</summary>
    public static PhraseClassifier Of(IReadOnlyList<string> despair, IReadOnlyList<string> harmless)
    {
        lock (Learning)
        {
            if (last is { } known && known.Despair.SequenceEqual(despair) && known.Harmless.SequenceEqual(harmless))
                return known.Learned;
            var learned = Learn(despair, harmless);
            last = (despair, harmless, learned);
            return learned;
        }
    }

    static PhraseClassifier Learn(IReadOnlyList<string> despair, IReadOnlyList<string> harmless)
    {
        // The same few words come again and again, and how a word sounds takes longer than all the rest.
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        string Heard(string word) => CollectionsMarshal.GetValueRefOrAddDefault(known, word, out _) ??=
            Sounds.English.Of(word);
        var examples = despair.Select(phrase => (Features: Features(PlainWords.Of(phrase), Heard), IsDespair: true))
            .Concat(harmless.Select(phrase => (Features: Features(PlainWords.Of(phrase), Heard), IsDespair: false)))
            .ToList();
        var common = examples.SelectMany(example => example.Features).CountBy(feature => feature)
            .Where(feature => feature.Value > 1).Select(feature => feature.Key).Order().ToList();
        var first = new Regression(common, examples);
        var weightiest = common.Zip(first.Weights).OrderByDescending(pair => Math.Abs(pair.Second)).Take(MostFeatures)
            .Select(pair => pair.First).Order().ToList();
        var second = new Regression(weightiest, examples);
        var kept = weightiest.Zip(second.Weights, (feature, weight) => (Feature: feature, Weight: Whole(weight)))
            .Where(pair => pair.Weight != 0)
            .ToDictionary(pair => pair.Feature, pair => Math.Clamp(pair.Weight, -Heaviest, Heaviest));
        return new(kept, Whole(second.Bias - Threshold));
    }

    /// <summary>Above zero it is despair; in <see cref="Unit"/>s of a logit.</summary>
    public int Weigh(IReadOnlyList<string> typed) =>
        bias + Features(typed, Sounds.English.Of).Sum(feature => weights.GetValueOrDefault(feature));

    static int Whole(double weight) => (int)Math.Round(weight / Unit);

    static HashSet<int> Features(IReadOnlyList<string> typed, Func<string, string> sound)
    {
        var features = new HashSet<int>();
        foreach (var sentence in Passages.Sentences(typed))
        {
            var heard = sentence.Select(sound).ToList();
            features.UnionWith(heard.Select(Hash));
            features.UnionWith(heard.Prepend(Start).Zip(heard.Append(End), (word, next) => Hash($"{word} {next}")));
        }
        return features;
    }

    static int Hash(string feature) =>
        (int)(HashOf(feature) >> (32 - HashBits));

    static uint HashOf(string feature)
    {
        var hash = 0u;
        foreach (var letter in feature) hash = unchecked((hash ^ letter) * 0x9E3779B1);
        return hash;
    }

    /// <summary>
    /// Logistic regression with an L2 penalty, one weight at a time by Newton's step, which needs no step size.
    /// </summary>
    sealed class Regression
    {
        const int Rounds = 12;
        const double Penalty = 0.2;

        readonly double[] sums;
        readonly bool[] isDespair;

        public Regression(IReadOnlyList<int> features, IReadOnlyList<(HashSet<int> Features, bool IsDespair)> examples)
        {
            isDespair = [.. examples.Select(example => example.IsDespair)];
            sums = new double[examples.Count];
            Weights = new double[features.Count];
            var places = features.Select((feature, at) => (feature, at))
                .ToDictionary(pair => pair.feature, pair => pair.at);
            var having = Array.ConvertAll(Weights, _ => new List<int>());
            for (var at = 0; at < examples.Count; at++)
            {
                foreach (var feature in examples[at].Features)
                    if (places.TryGetValue(feature, out var place)) having[place].Add(at);
            }
            var all = Enumerable.Range(0, examples.Count).ToList();
            for (var round = 0; round < Rounds; round++)
            {
                Bias += Move(all, Bias, penalty: 0);
                for (var place = 0; place < Weights.Length; place++) Weights[place] += Move(having[place],
                    Weights[place], Penalty);
            }
        }

        public double[] Weights { get; }

        public double Bias { get; }

        double Move(List<int> rows, double weight, double penalty)
        {
            var (slope, curve) = (weight * penalty, penalty + 1e-9);
            foreach (var row in rows)
            {
                var chance = 1 / (1 + Math.Exp(-sums[row]));
                slope += chance - (isDespair[row] ? 1 : 0);
                curve += chance * (1 - chance);
            }
            var step = Math.Clamp(-slope / curve, -1, 1);
            foreach (var row in rows) sums[row] += step;
            return step;
        }
    }
}
