using System.Globalization;
using System.Text;

namespace Clinic.Web.Articles.Crisis;

/// <summary>
/// Sees what no rule foresaw: logistic regression over single words and pairs of neighbors, learned from the phrases of
/// crisis-words.yaml. The same phrases always give the same weights. Only the weightiest words are kept, since browsers get them, too.
/// </summary>
public sealed class PhraseClassifier
{
    public static readonly PhraseClassifier None = new(new Dictionary<string, int>(StringComparer.Ordinal), int.MinValue);

    /// <summary>What the form may weigh allows no more. With 700, four in a hundred more of the hardest list were seen.</summary>
    const int MostFeatures = 460;
    /// <summary>Weights are whole numbers of this unit.</summary>
    const double Unit = 1.0 / 8;
    /// <summary>How sure it must be, in logits: chosen by cross-validation over lists of several writers.</summary>
    const double Threshold = 0.9;

    const string Start = "^", End = "$";

    readonly IReadOnlyDictionary<string, int> weights;
    readonly int bias;

    PhraseClassifier(IReadOnlyDictionary<string, int> weights, int bias) => (this.weights, this.bias) = (weights, bias);

    /// <summary>The weights as the browser reads them: the bias, then each weight with its words.</summary>
    public string Packed
    {
        get
        {
            var packed = new StringBuilder(bias.ToString(CultureInfo.InvariantCulture));
            foreach (var group in weights.GroupBy(weight => weight.Value).OrderBy(group => group.Key))
            {
                var words = string.Join('|', group.Select(weight => weight.Key).Order(StringComparer.Ordinal));
                packed.Append(CultureInfo.InvariantCulture, $"/{group.Key}:{words}");
            }
            return packed.ToString();
        }
    }

    public static PhraseClassifier Learn(IEnumerable<string> despair, IEnumerable<string> harmless)
    {
        var examples = despair.Select(phrase => (Features: Features(phrase), IsDespair: true))
            .Concat(harmless.Select(phrase => (Features: Features(phrase), IsDespair: false))).ToList();
        var common = examples.SelectMany(example => example.Features).CountBy(feature => feature, StringComparer.Ordinal)
            .Where(feature => feature.Value > 1).Select(feature => feature.Key).Order(StringComparer.Ordinal).ToList();
        var first = new Regression(common, examples);
        var weightiest = common.Zip(first.Weights).OrderByDescending(pair => Math.Abs(pair.Second)).Take(MostFeatures)
            .Select(pair => pair.First).Order(StringComparer.Ordinal).ToList();
        var second = new Regression(weightiest, examples);
        var kept = weightiest.Zip(second.Weights, (feature, weight) => (Feature: feature, Weight: Whole(weight)))
            .Where(pair => pair.Weight != 0).ToDictionary(pair => pair.Feature, pair => pair.Weight, StringComparer.Ordinal);
        return new(kept, Whole(second.Bias - Threshold));
    }

    public bool Sees(IReadOnlyList<string> typed) => bias > int.MinValue && bias + Features(typed).Sum(feature => weights.GetValueOrDefault(feature)) > 0;

    static int Whole(double weight) => (int)Math.Round(weight / Unit);

    static HashSet<string> Features(string phrase) => Features(PlainWords.Of(phrase));

    static HashSet<string> Features(IReadOnlyList<string> typed)
    {
        var heard = typed.Where(word => word is not ("" or ".")).Select(Sounds.English.Of).Prepend(Start).Append(End).ToList();
        return [.. heard.Skip(1).SkipLast(1), .. heard.Zip(heard.Skip(1), (word, next) => $"{word} {next}")];
    }

    /// <summary>Logistic regression with an L2 penalty, one weight at a time by Newton's step, which needs no step size.</summary>
    sealed class Regression
    {
        const int Rounds = 12;
        const double Penalty = 0.7;

        readonly double[] sums;
        readonly bool[] isDespair;

        public Regression(IReadOnlyList<string> features, IReadOnlyList<(HashSet<string> Features, bool IsDespair)> examples)
        {
            isDespair = [.. examples.Select(example => example.IsDespair)];
            sums = new double[examples.Count];
            Weights = new double[features.Count];
            var places = features.Select((feature, at) => (feature, at)).ToDictionary(pair => pair.feature, pair => pair.at, StringComparer.Ordinal);
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
                for (var place = 0; place < Weights.Length; place++) Weights[place] += Move(having[place], Weights[place], Penalty);
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
