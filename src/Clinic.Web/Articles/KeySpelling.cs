namespace Clinic.Web.Articles;

/// <summary>Tells which key was meant by one that nobody knows.</summary>
static class KeySpelling
{
    /// <summary>One slip of the pen apart: a letter more, less, changed or swapped, or another case.</summary>
    public static bool AreNear(string known, string typed)
    {
        var (one, other) = (known.ToLowerInvariant(), typed.ToLowerInvariant());
        var same = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        var (left, right) = (one[same..], other[same..]);
        return left == right || left[Math.Min(1, left.Length)..] == right || left == right[Math.Min(1, right.Length)..]
            || left[Math.Min(1, left.Length)..] == right[Math.Min(1, right.Length)..]
            || (left.Length > 1 && right.Length > 1 && left[0] == right[1] && left[1] == right[0]
                && left[2..] == right[2..]);
    }
}
