namespace Clinic.Web.Articles;

public enum ProblemSeverity { Error, Warning }

/// <summary>One thing wrong in one content file, said so that the person who edits it can mend it. Lines and columns count from 1.</summary>
public sealed record ContentProblem(string File, int Line, int Column, string Wrong, string Expected, ProblemSeverity Severity = ProblemSeverity.Error)
{
    public override string ToString() => $"{File}({Line},{Column}): {Wrong} Expected: {Expected}";
}
