using Clinic.Web.Delivery;

namespace Clinic.Web.Commands;

/// <param name="ToDo">What the operator does about it; null when all is well.</param>
sealed record Finding(string Name, Condition State, string Says, string? ToDo = null)
{
    public override string ToString() => $"{(State switch { Condition.Ok => "ok     ", Condition.Warning => "warning", _ => "FAILING" })}  {Name}: {Says}{(ToDo is null ? "" : Environment.NewLine + "         To do: " + ToDo)}";
}
