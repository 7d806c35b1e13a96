"""As in the tutorials: enumerate over the loader, inputs and labels, an optimizer.

cell: mini20_answer
"""

net_w = torch.nn.Parameter(torch.tensor(-15.0))
net_b = torch.nn.Parameter(torch.tensor(-10.0))
optimizer = torch.optim.SGD([net_w, net_b], lr=0.1)
loss_fn = torch.nn.MSELoss()
trainloader = DataLoader(dataset, batch_size=20, shuffle=False, num_workers=0)

LOSS_MINI20 = []
for epoch in range(10):  # loop over the dataset multiple times
    running_loss = 0.0
    for i, data in enumerate(trainloader, 0):
        inputs, labels = data
        optimizer.zero_grad()
        outputs = net_w * inputs + net_b
        loss = loss_fn(outputs, labels)
        loss.backward()
        optimizer.step()
        running_loss += loss.item()
        if i % 3 == 2:
            print(f"[{epoch + 1}, {i + 1}] loss: {running_loss / 3:.3f}")
            running_loss = 0.0
    with torch.no_grad():
        LOSS_MINI20.append(loss_fn(net_w * X + net_b, Y).item())
print("Finished Training")
