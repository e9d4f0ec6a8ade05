using Clinic.Web.Delivery;

namespace Clinic.Web.Commands;

/// <param name="ToDo">What the operator does about it; null when all is well.</param>
sealed record Finding(string Name, Condition State, string Says, string? ToDo = null)
{
    public override string ToString()
    {
        var state = State switch
        {
            Condition.Ok => "ok     ",
            Condition.Warning => "warning",
            Condition.Failing =>
            "FAILING"
        };
        var toDo = ToDo is null ? "" : Environment.NewLine + "         To do: " + ToDo;
        return $"{state}  {Name}: {Says}{toDo}";
    }
}
